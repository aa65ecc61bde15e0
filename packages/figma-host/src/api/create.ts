import { place } from "../document/changes.ts";
import { copyTree } from "../document/instances.ts";
import { type FigmaNode, isNode } from "../document/node.ts";
import type { NodeType } from "../document/node-types.ts";
import { notSimulated, refuse } from "../refusal.ts";
import type { Context } from "./context.ts";
import { removeNode } from "./tree.ts";

const creatable = new Set<NodeType>([
  "RECTANGLE",
  "ELLIPSE",
  "LINE",
  "POLYGON",
  "STAR",
  "VECTOR",
  "FRAME",
  "COMPONENT",
  "SECTION",
  "SLICE",
  "STICKY",
  "CONNECTOR",
  "SHAPE_WITH_TEXT",
  "SLIDE",
  "SLIDE_ROW",
]);

/** `figma.createRectangle` and its kin: on the current page; in Slides, in the slide that fills the view. */
export function createNode(context: Context, type: NodeType, args: readonly unknown[]): FigmaNode {
  if (!creatable.has(type)) notSimulated(`creating ${type}`);
  const { document } = context;
  const node = document.create(type);
  const grid = document.page.children.find((child) => child.type === "SLIDE_GRID");
  let parent = newNodesParent(context);
  if (type === "SLIDE_ROW" && grid) parent = grid;
  if (type === "SLIDE") parent = slideRow(context, args[0]);
  place(document.history, node, parent, parent.children.length);
  return node;
}

export function createText(context: Context): FigmaNode {
  const { document } = context;
  const node = document.create("TEXT");
  const parent = newNodesParent(context);
  place(document.history, node, parent, parent.children.length);
  return node;
}

/** `figma.createComponentFromNode`: the component takes the node's place. */
export function createComponentFrom(context: Context, node: unknown): FigmaNode {
  const where = "createComponentFromNode";
  if (!isNode(node) || !node.parent) refuse(where, "Expected node");
  if (node.type === "COMPONENT" || node.type === "INSTANCE")
    refuse(where, "Cannot create component from node");
  const { document } = context;
  const { parent } = node;
  const index = parent.children.indexOf(node);
  const component = document.create("COMPONENT", { ...node.props });
  for (const child of node.children) {
    const copy = copyTree(document.create, document.history, child);
    place(document.history, copy, component, component.children.length);
  }
  removeNode(context, node);
  place(document.history, component, parent, index);
  return component;
}

function newNodesParent({ document }: Context): FigmaNode {
  const inSlide = document.slidesView === "single-slide" && document.focusedSlide;
  return inSlide && !inSlide.removed ? inSlide : document.page;
}

function slideRow(context: Context, index: unknown): FigmaNode {
  const grid = context.document.page.children.find(({ type }) => type === "SLIDE_GRID");
  const row = typeof index === "number" ? grid?.children[index] : grid?.children.at(-1);
  return row ?? refuse("createSlide", "There is no such row");
}
