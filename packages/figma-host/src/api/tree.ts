import { detach, place, setProp } from "../document/changes.ts";
import { absoluteBox } from "../document/geometry.ts";
import { copyTree } from "../document/instances.ts";
import { ancestors, type FigmaNode, isInsideInstance, isNode } from "../document/node.ts";
import { canHaveChildren } from "../document/node-types.ts";
import { reflow } from "../document/reflow.ts";
import { refuse } from "../refusal.ts";
import { type Context, needLive, needLoaded } from "./context.ts";
import { fromPage } from "./node-read.ts";
import { nameOf } from "./paints.ts";

/** `insertChild` and `appendChild`, with Figma's list of what may not be moved. */
export function insertChild(
  context: Context,
  where: string,
  parent: FigmaNode,
  child: unknown,
  at?: number,
): void {
  const { history } = context.document;
  needLoaded(context, parent, where, `method \`${where}()\``);
  if (!isNode(child)) refuse(where, `Expected node, received ${nameOf(child)}`);
  needLive(child, where);
  const index = at ?? parent.children.length - (child.parent === parent ? 1 : 0);
  if (index > parent.children.length) {
    refuse(where, "Cannot insert node at index greater than the number of existing siblings");
  }
  if (child.type === "DOCUMENT")
    refuse(where, "Cannot move node. Node is the scene root, which cannot be reparented");
  if (child === parent || ancestors(parent).includes(child)) {
    refuse(where, "Cannot move node. Doing so would create a parenting cycle");
  }
  if (parent.type === "DOCUMENT" && child.type !== "PAGE") {
    refuse(where, "Cannot move node. The root node cannot have children of type other than PAGE");
  }
  if (parent.type !== "DOCUMENT" && child.type === "PAGE") {
    refuse(where, "Cannot move node. Nodes other than the root node cannot have children of type PAGE");
  }
  if (!canHaveChildren(parent.type)) {
    refuse(where, "Cannot move node. New parent is of a type that cannot have children");
  }
  if (parent.type === "INSTANCE" || isInsideInstance(parent)) {
    refuse(where, "Cannot move node. New parent is an instance or is inside of an instance");
  }
  if (isInsideInstance(child)) refuse(where, "Cannot move node. Node is inside of an instance");
  if (child.type === "COMPONENT" && [parent, ...ancestors(parent)].some(({ type }) => type === "COMPONENT")) {
    refuse(where, "Cannot move node. Reparenting would create a component inside a component");
  }
  const from = child.parent;
  const before = absoluteBox(child);
  place(history, child, parent, index);
  // A slide keeps what it takes in where it was on the page: a position set before is not the one in the slide.
  if (parent.type === "SLIDE" && from !== parent) {
    const inside = fromPage(parent, before);
    setProp(history, child, "x", inside.x);
    setProp(history, child, "y", inside.y);
  }
  if (from && from !== parent) removeEmptyGroup(context, from);
  reflow(history, child);
  if (from && !from.removed) reflow(history, from);
}

/** `node.remove()`. */
export function removeNode(context: Context, node: FigmaNode): void {
  const { document } = context;
  const isFixed = node.type === "DOCUMENT" || (node.type === "PAGE" && node === document.page);
  if (isFixed || isInsideInstance(node)) refuse("remove", "Removing this node is not allowed");
  const { parent } = node;
  detach(document.history, node);
  if (document.selection.some(({ removed }) => removed)) {
    document.selection = document.selection.filter(({ removed }) => !removed);
    context.notice("selectionchange");
  }
  if (!parent) return;
  removeEmptyGroup(context, parent);
  if (!parent.removed) reflow(document.history, parent);
}

// A group lives of its children: with the last one it goes.
function removeEmptyGroup(context: Context, parent: FigmaNode): void {
  if (parent.type === "GROUP" && parent.children.length === 0 && !parent.removed) removeNode(context, parent);
}

/** `node.clone()`: beside the original, on top. */
export function cloneNode(context: Context, node: FigmaNode): FigmaNode {
  const { document } = context;
  if (node.type === "INSTANCE" && node.source) {
    const copy = document.repeat(node.source, node.props);
    place(document.history, copy, document.page, document.page.children.length);
    return copy;
  }
  const copy = copyTree(document.create, document.history, node);
  for (const [key, value] of Object.entries(node.pluginData)) copy.pluginData[key] = value;
  const parent = node.parent && !isInsideInstance(node) ? node.parent : document.page;
  place(document.history, copy, parent, parent.children.length);
  reflow(document.history, copy);
  return copy;
}

/** `figma.group`. */
export function group(context: Context, nodes: unknown, parent: unknown, index?: number): FigmaNode {
  const { document } = context;
  if (!Array.isArray(nodes) || nodes.length === 0)
    refuse("group", "First argument must be an array of at least one node");
  if (!isNode(parent)) refuse("group", `Expected node, received ${nameOf(parent)}`);
  const made = document.create("GROUP", { name: "Group" });
  insertChild(context, "group", parent, made, index);
  for (const node of nodes) {
    const before = isNode(node) ? absoluteBox(node) : undefined;
    insertChild(context, "group", made, node);
    if (!before || !isNode(node)) continue;
    const inside = fromPage(made, before);
    setProp(document.history, node, "x", inside.x);
    setProp(document.history, node, "y", inside.y);
  }
  reflow(document.history, made);
  return made;
}
