import { liveSelection } from "../document/document.ts";
import { absoluteBox, originOf } from "../document/geometry.ts";
import { mainComponentOf } from "../document/instances.ts";
import type { FigmaNode } from "../document/node.ts";
import { isAutoLayout } from "../document/reflow.ts";
import { notSimulated } from "../refusal.ts";
import { type Context, needLive, needLoaded, refuseWhenDynamic } from "./context.ts";

type Reader = (node: FigmaNode, context: Context) => unknown;

const readers: Record<string, Reader> = {
  parent: (node) => node.parent,
  children: (node, context) => {
    needLoaded(context, node, "get_children", "property `children`");
    return [...node.children];
  },
  selection: (node, context) => {
    needLoaded(context, node, "get_selection", "property `selection`");
    return node === context.document.page ? liveSelection(context.document) : [];
  },
  focusedSlide: (_, { document }) => document.focusedSlide ?? null,
  absoluteBoundingBox: (node) => absoluteBox(node),
  absoluteRenderBounds: (node) => (node.props.visible ? absoluteBox(node) : null),
  absoluteTransform: (node) => {
    const { x, y } = absoluteBox(node);
    return [
      [1, 0, x],
      [0, 1, y],
    ];
  },
  relativeTransform: ({ props }) => [
    [1, 0, props.x],
    [0, 1, props.y],
  ],
  mainComponent: (node, context) => {
    refuseWhenDynamic(context, "get_mainComponent", "node.getMainComponentAsync");
    return mainComponentOf(node);
  },
  layoutSizingHorizontal: (node) => sizing(node, "HORIZONTAL"),
  layoutSizingVertical: (node) => sizing(node, "VERTICAL"),
  backgrounds: (node) => node.props.fills,
  text: (node) => ({ textOf: node }),
  isPageDivider: () => false,
  stuckNodes: () => [],
  attachedConnectors: () => [],
  remote: () => false,
};

/** Reads a member that the type has. */
export function readMember(context: Context, node: FigmaNode, key: string): unknown {
  if (key === "removed") return node.removed;
  needLive(node, `get_${key}`);
  const reader = readers[key];
  if (reader) return reader(node, context);
  if (key in node.props) return node.props[key];
  notSimulated(`${node.type}.${key}`);
}

function sizing(node: FigmaNode, axis: "HORIZONTAL" | "VERTICAL"): string {
  const { parent, props } = node;
  if (parent && isAutoLayout(parent)) {
    const main = parent.props.layoutMode === axis;
    if (main ? props.layoutGrow === 1 : props.layoutAlign === "STRETCH") return "FILL";
  }
  if (!isAutoLayout(node)) return "FIXED";
  const key = props.layoutMode === axis ? "primaryAxisSizingMode" : "counterAxisSizingMode";
  return props[key] === "AUTO" ? "HUG" : "FIXED";
}

/** Page coordinates as the node's parent counts them. */
export function fromPage(parent: FigmaNode, at: { x: number; y: number }): { x: number; y: number } {
  const inner = parent.type === "GROUP" || parent.type === "PAGE" ? originOf(parent) : absoluteBox(parent);
  return { x: at.x - inner.x, y: at.y - inner.y };
}
