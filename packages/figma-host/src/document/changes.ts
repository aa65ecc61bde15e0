import type { History } from "./history.ts";
import type { FigmaNode } from "./node.ts";

// Where an instance stands is its own; the rest follows the main component until it is overridden.
const ownOfInstance = new Set([
  "x",
  "y",
  "name",
  "visible",
  "locked",
  "layoutPositioning",
  "layoutGrow",
  "layoutAlign",
]);

/** Sets a property as one change of the history, and in every instance that has not overridden it. */
export function setProp(history: History, node: FigmaNode, key: string, value: unknown): void {
  const before = node.props[key];
  if (Object.is(before, value)) return;
  history.apply({
    redo: () => {
      node.props[key] = value;
    },
    undo: () => {
      node.props[key] = before;
    },
  });
  for (const mirror of node.mirrors) {
    if (mirror.removed || mirror.overrides.has(key)) continue;
    if (mirror.type === "INSTANCE" && ownOfInstance.has(key)) continue;
    setProp(history, mirror, key, value);
  }
}

/** Puts the node at an index of a parent, from wherever it was. */
export function place(history: History, node: FigmaNode, parent: FigmaNode, index: number): void {
  const before = node.parent;
  const at = before?.children.indexOf(node) ?? -1;
  history.apply({
    redo: () => {
      takeOut(node);
      putIn(node, parent, index);
      markRemoved(node, false);
    },
    undo: () => {
      takeOut(node);
      if (before) putIn(node, before, at);
      else markRemoved(node, true);
    },
  });
}

/** Takes the node, and with it what is below, out of the document. */
export function detach(history: History, node: FigmaNode): void {
  const parent = node.parent;
  const at = parent?.children.indexOf(node) ?? -1;
  history.apply({
    redo: () => {
      takeOut(node);
      markRemoved(node, true);
    },
    undo: () => {
      markRemoved(node, false);
      if (parent) putIn(node, parent, at);
    },
  });
}

function takeOut(node: FigmaNode): void {
  const siblings = node.parent?.children;
  if (siblings?.includes(node)) siblings.splice(siblings.indexOf(node), 1);
  node.parent = null;
}

function putIn(node: FigmaNode, parent: FigmaNode, index: number): void {
  parent.children.splice(index, 0, node);
  node.parent = parent;
}

function markRemoved(node: FigmaNode, removed: boolean): void {
  node.removed = removed;
  for (const child of node.children) markRemoved(child, removed);
}
