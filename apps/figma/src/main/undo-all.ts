import type { NotificationHandler, Paint } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { findNode } from "./nodes.ts";

/** How one placed image is taken back. */
export type Undo =
  | { readonly node: string; readonly kind: "remove" }
  | {
      readonly node: string;
      readonly kind: "fills";
      readonly before: readonly Paint[];
      readonly hash: string;
    };

const shownMs = 12_000;

/** Takes back what one press of the button put on the canvas, and nothing that the user did in between. */
function createUndoBook() {
  let run = "";
  let done: Undo[] = [];
  let notice: NotificationHandler | undefined;

  const undoAll = async () => {
    const taken = done.reverse();
    done = [];
    for (const one of taken) await takeBack(one);
    figma.commitUndo();
  };

  return {
    add(newRun: string, undo: Undo) {
      if (newRun !== run) done = [];
      run = newRun;
      done.push(undo);
      notice?.cancel();
      const text = done.length === 1 ? "1 image placed" : `${done.length} images placed`;
      notice = figma.notify(text, {
        timeout: shownMs,
        button: { text: done.length === 1 ? "Undo" : "Undo all", action: () => void undoAll() },
      });
    },
  };
}

export const undoBook = createUndoBook();

async function takeBack(undo: Undo): Promise<void> {
  const node = await findNode(undo.node);
  if (!node) return;
  if (undo.kind === "remove") node.remove();
  else if ("fills" in node && node.fills !== figma.mixed) {
    // Somebody else's newer fill stays.
    const ours = node.fills.some((paint) => paint.type === "IMAGE" && paint.imageHash === undo.hash);
    if (ours) node.fills = undo.before;
  }
}
