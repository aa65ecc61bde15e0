import type { NodeType } from "./node-types.ts";

/** `figma.mixed`: what a property reads when parts of the node differ. */
export const mixed: unique symbol = Symbol("figma.mixed");

/** An image paint or another fill, as the plugin wrote it. */
export type Paint = {
  readonly type: string;
  readonly imageHash?: string | null;
  readonly scaleMode?: "FILL" | "FIT" | "CROP" | "TILE";
  readonly color?: { readonly r: number; readonly g: number; readonly b: number };
  readonly opacity?: number;
  readonly visible?: boolean;
  readonly [key: string]: unknown;
};

/** A node's plain properties. Positions and sizes are px, relative to the nearest parent that is no group. */
export type NodeProps = {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  visible: boolean;
  locked: boolean;
  fills: readonly Paint[] | typeof mixed;
  characters: string;
  [key: string]: unknown;
};

/** A node as the document keeps it. Tests read it; they change it through `user`. */
export type FigmaNode = {
  readonly id: string;
  readonly type: NodeType;
  readonly props: NodeProps;
  parent: FigmaNode | null;
  readonly children: FigmaNode[];
  removed: boolean;
  pluginData: Record<string, string>;
  relaunchData: Record<string, string>;
  /** A page: whether the plugin may read its children (`documentAccess: "dynamic-page"`). */
  loaded: boolean;
  /** In an instance: the node of the main component that it repeats. */
  readonly source?: FigmaNode;
  /** In an instance: what no longer follows the main component. */
  readonly overrides: Set<string>;
  /** In a component: the nodes of its instances that repeat it. */
  readonly mirrors: Set<FigmaNode>;
};

const nodes = new WeakSet<object>();

export function makeNode(id: string, type: NodeType, props: NodeProps, source?: FigmaNode): FigmaNode {
  const node: FigmaNode = {
    id,
    type,
    props,
    parent: null,
    children: [],
    removed: false,
    pluginData: {},
    relaunchData: {},
    loaded: type !== "PAGE",
    ...(source ? { source } : {}),
    overrides: new Set(),
    mirrors: new Set(),
  };
  source?.mirrors.add(node);
  nodes.add(node);
  return node;
}

export const isNode = (value: unknown): value is FigmaNode =>
  typeof value === "object" && value !== null && nodes.has(value);

/** The node's parents, nearest first. */
export function ancestors(node: FigmaNode): FigmaNode[] {
  const found: FigmaNode[] = [];
  for (let above = node.parent; above; above = above.parent) found.push(above);
  return found;
}

export const pageOf = (node: FigmaNode): FigmaNode | undefined =>
  [node, ...ancestors(node)].find(({ type }) => type === "PAGE");

export const isInsideInstance = (node: FigmaNode): boolean =>
  ancestors(node).some(({ type }) => type === "INSTANCE");

/** The node itself, then everything below it, in layer order. */
export function* subtree(node: FigmaNode): Generator<FigmaNode> {
  yield node;
  for (const child of node.children) yield* subtree(child);
}
