import type { DroppedFile } from "./answers.ts";
import { fromPage } from "./api/node-read.ts";
import { detach, setProp } from "./document/changes.ts";
import { type FigmaDocument, liveSelection } from "./document/document.ts";
import { type FigmaNode, type NodeProps, pageOf } from "./document/node.ts";
import { reflow } from "./document/reflow.ts";

/** What the person in front of the canvas does. Each edit is an undo step of its own. */
export type User = {
  select(...nodes: readonly FigmaNode[]): void;
  edit(node: FigmaNode, props: Partial<NodeProps>): void;
  remove(node: FigmaNode): void;
  switchPage(page: FigmaNode): void;
  /** False: there was nothing to undo. */
  undo(): boolean;
  redo(): boolean;
  /** Drops something at a place of the page, in px; false where the plugin kept Figma from handling it itself. */
  drop(what: Drop): boolean;
  /** Presses the button of a notification. */
  press(notification: { readonly id: number }): void;
};

export type Drop = {
  readonly x: number;
  readonly y: number;
  /** Onto which node. The current page unless given. */
  readonly onto?: FigmaNode;
  readonly items?: readonly { readonly type: string; readonly data: string }[];
  readonly files?: readonly DroppedFile[];
  readonly metadata?: unknown;
};

export function createUser(
  document: FigmaDocument,
  dispatch: (event: string, ...args: unknown[]) => boolean,
): User {
  const { history } = document;
  const asStep = (work: () => void) => {
    history.commit();
    work();
    history.commit();
  };
  const pruneSelection = (before: number) => {
    document.selection = liveSelection(document);
    if (document.selection.length !== before) dispatch("selectionchange");
  };
  return {
    select(...nodes) {
      const page = nodes[0] && pageOf(nodes[0]);
      if (page) document.page = page;
      document.selection = [...nodes];
      dispatch("selectionchange");
    },
    edit: (node, props) =>
      asStep(() => {
        for (const [key, value] of Object.entries(props)) setProp(history, node, key, value);
        reflow(history, node);
      }),
    remove: (node) =>
      asStep(() => {
        const before = document.selection.length;
        const { parent } = node;
        detach(history, node);
        if (parent) reflow(history, parent);
        pruneSelection(before);
      }),
    switchPage(page) {
      if (page === document.page) return;
      const before = document.selection.length;
      document.page = page;
      page.loaded = true;
      document.selection = [];
      dispatch("currentpagechange");
      if (before > 0) dispatch("selectionchange");
    },
    undo() {
      const before = document.selection.length;
      const did = history.undo();
      pruneSelection(before);
      return did;
    },
    redo: () => history.redo(),
    drop({ x, y, onto = document.page, items = [], files = [], metadata }) {
      const at = onto.type === "PAGE" ? { x, y } : fromPage(onto, { x, y });
      const event = { node: onto, ...at, absoluteX: x, absoluteY: y, items, files, dropMetadata: metadata };
      return !dispatch("drop", event);
    },
    press: ({ id }) => void dispatch(`notification.${id}`),
  };
}
