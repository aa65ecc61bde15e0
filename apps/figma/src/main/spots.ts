import type { BaseNode, PageNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { freeSpot } from "./free-space.ts";
import type { Container } from "./make-node.ts";
import { type Box, boxOf, outerInstance, parentsOf } from "./nodes.ts";

/** Where a new node goes: its parent, and its box on the page. */
export type Spot = { readonly parent: Container; readonly box: Box };
type Size = { readonly width: number; readonly height: number };

const gap = 24;
const besideText = 640;
const largestOnBoard = 1024;

/** The middle of what the user sees, in free space; the slide they look at in Slides. */
export async function canvasSpot(size: Size, page: PageNode = figma.currentPage): Promise<Spot> {
  await page.loadAsync();
  const slide = figma.editorType === "slides" ? page.focusedSlide : undefined;
  if (slide && !slide.removed) return insideSpot(slide, size);
  const { width, height } = figma.editorType === "figjam" ? within(size, largestOnBoard) : size;
  const { x, y } = page.id === figma.currentPage.id ? figma.viewport.center : { x: 0, y: 0 };
  const wanted = { x: x - width / 2, y: y - height / 2, width, height };
  return { parent: page, box: freeSpot(wanted, page.children.map(boxOf)) };
}

/** In a container as its child, else a sibling with the same box, outside of every instance. */
export function insertSpot(node: SceneNode, size: Size): Spot {
  const instance = outerInstance(node);
  if (!instance && isContainer(node)) return insideSpot(node, size);
  const parent = (instance ?? node).parent;
  return { parent: parent && isContainer(parent) ? parent : figma.currentPage, box: boxOf(node) };
}

/** To the right of a node, in free space; as wide as what it replaces. */
export function besideSpot(node: SceneNode, size: Size): Spot {
  const box = boxOf(node);
  const isText = node.type === "TEXT" || node.type === "STICKY";
  const fitted = isText ? within(size, besideText) : scaled(size, box.width / size.width);
  const above = parentsOf(node).find(({ type }) => type === "SLIDE" || type === "SECTION" || type === "PAGE");
  const parent = above && isContainer(above) ? above : figma.currentPage;
  const wanted = { x: box.x + box.width + gap, y: box.y, ...fitted };
  return { parent, box: freeSpot(wanted, parent.children.map(boxOf)) };
}

function insideSpot(parent: Container & SceneNode, size: Size): Spot {
  const box = boxOf(parent);
  const scale = Math.min(1, box.width / size.width, box.height / size.height);
  const { width, height } = scaled(size, scale);
  const x = box.x + Math.round((box.width - width) / 2);
  const y = box.y + Math.round((box.height - height) / 2);
  return { parent, box: { x, y, width, height } };
}

const containers = new Set(["PAGE", "FRAME", "COMPONENT", "SECTION", "SLIDE", "GROUP"]);
function isContainer<T extends BaseNode>(node: T): node is T & Container {
  return containers.has(node.type);
}

const within = (size: Size, side: number) =>
  scaled(size, Math.min(1, side / Math.max(size.width, size.height)));
const scaled = ({ width, height }: Size, by: number): Size => ({
  width: Math.max(1, Math.round(width * by)),
  height: Math.max(1, Math.round(height * by)),
});

/** A place of the page as the parent counts it: groups have no coordinates of their own. */
export function insideOf(parent: BaseNode, at: { readonly x: number; readonly y: number }) {
  const origin = [parent, ...parentsOf(parent)].find(({ type }) => type !== "GROUP");
  if (!origin || origin.type === "PAGE") return { x: at.x, y: at.y };
  const box = boxOf(origin as SceneNode);
  return { x: at.x - box.x, y: at.y - box.y };
}
