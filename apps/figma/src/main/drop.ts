import type { DropEvent } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { DropMetadata } from "../protocol/calls.ts";
import { keepGeneration } from "./generation-data.ts";
import { insertAt } from "./insert.ts";
import { outerInstance } from "./nodes.ts";
import { undoBook } from "./undo-all.ts";

/** A result dragged from the panel: its middle lands under the pointer. False: Figma need not handle it. */
export function handleDrop({ absoluteX, absoluteY, node, dropMetadata }: DropEvent): boolean {
  const dropped = (dropMetadata as DropMetadata | undefined)?.seedkit;
  if (!dropped) return true;
  const { width, height } = dropped;
  const box = { x: Math.round(absoluteX - width / 2), y: Math.round(absoluteY - height / 2), width, height };
  const isFrame = node.type === "FRAME" || node.type === "SECTION" || node.type === "SLIDE";
  const parent = isFrame && !outerInstance(node) && !node.locked ? node : figma.currentPage;
  const made = insertAt({ parent, box }, dropped);
  keepGeneration(made, dropped.generation, dropped.hint);
  figma.currentPage.selection = [made];
  figma.commitUndo();
  undoBook.add(dropped.run, { node: made.id, kind: "remove" });
  return false;
}
