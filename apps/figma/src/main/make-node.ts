import type { SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Picture } from "../protocol/generation.ts";
import { imagePaint } from "./fill-paints.ts";

/** What nodes can be added to. */
export type Container = Parameters<typeof figma.group>[1];
type Size = { readonly width: number; readonly height: number };

/** What nodes can be added to. */
/** Makes the node of an image on the current page: a rectangle, or a group of tiles. Where it goes is the caller's. */
export function makeNode(picture: Picture, name: string, size: Size): SceneNode {
  const scale = { x: size.width / picture.width, y: size.height / picture.height };
  const rectangles = picture.parts.map((part) => {
    const node = figma.createRectangle();
    // Tiles at whole px: anything else shows seams.
    const [left, top] = [Math.round(part.x * scale.x), Math.round(part.y * scale.y)];
    const right = Math.round((part.x + part.width) * scale.x);
    const bottom = Math.round((part.y + part.height) * scale.y);
    node.resize(Math.max(1, right - left), Math.max(1, bottom - top));
    node.fills = [imagePaint(part.hash)];
    node.name = name;
    if (picture.parts.length === 1) return node;
    // In Slides a new node may be in a slide; in auto layout tiles would be moved.
    figma.currentPage.appendChild(node);
    node.x = left;
    node.y = top;
    return node;
  });
  const [only] = rectangles;
  if (only && rectangles.length === 1) return only;
  const group = figma.group(rectangles, figma.currentPage);
  group.name = name;
  return group;
}
