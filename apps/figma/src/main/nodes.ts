import type { BaseNode, PageNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

/** px on the page. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The node's parents, nearest first, up to its page. */
export function parentsOf(node: BaseNode): (BaseNode & { readonly type: string })[] {
  const found: BaseNode[] = [];
  for (let above = node.parent; above && above.type !== "DOCUMENT"; above = above.parent) found.push(above);
  return found;
}

export function pageOf(node: BaseNode): PageNode | undefined {
  return [node, ...parentsOf(node)].find((one): one is PageNode => one.type === "PAGE");
}

/** The outermost instance around a node: nothing can be added inside of it. */
export function outerInstance(node: BaseNode): SceneNode | undefined {
  return parentsOf(node)
    .reverse()
    .find((one): one is SceneNode & { type: "INSTANCE" } => one.type === "INSTANCE");
}

export function boxOf(node: SceneNode): Box {
  const box = "absoluteBoundingBox" in node ? node.absoluteBoundingBox : null;
  return box ?? { x: node.x, y: node.y, width: node.width, height: node.height };
}

/** Why nothing can be done with a node now; undefined: something can. */
export function blockedBecause(node: BaseNode): string | undefined {
  if (node.removed) return "deleted";
  const all = [node, ...parentsOf(node)];
  // Reading a member a type lacks throws, also behind `?.`.
  if (all.some((one) => "locked" in one && one.locked)) return "locked";
  if (all.some((one) => "visible" in one && !one.visible)) return "hidden";
  return undefined;
}

/** A node by its id, with its page loaded; undefined where it is gone. */
export async function findNode(id: string): Promise<SceneNode | undefined> {
  const node = await figma.getNodeByIdAsync(id);
  if (!node || node.removed || node.type === "DOCUMENT" || node.type === "PAGE") return undefined;
  await pageOf(node)?.loadAsync();
  return node;
}

/** Figma gives a selection in no order: top to bottom, then left to right is how people read it. */
export function inReadingOrder(nodes: readonly SceneNode[]): SceneNode[] {
  // Each box is read once: every read leaves the sandbox.
  const boxes = nodes.map((node) => ({ node, ...boxOf(node) }));
  return boxes.sort((one, other) => one.y - other.y || one.x - other.x).map(({ node }) => node);
}
