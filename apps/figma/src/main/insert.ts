import type { SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Picture, StoredImage } from "../protocol/generation.ts";
import { makeNode } from "./make-node.ts";
import { insideOf, type Spot } from "./spots.ts";

/** Makes the node of an image at a spot. */
export function insertAt({ parent, box }: Spot, image: Picture & Pick<StoredImage, "name">): SceneNode {
  const node = makeNode(image, image.name, box);
  parent.appendChild(node);
  // In auto layout a child would be moved, and would move its siblings.
  if ("layoutMode" in parent && parent.layoutMode !== "NONE" && "layoutPositioning" in node) {
    node.layoutPositioning = "ABSOLUTE";
  }
  // After it is in its parent: a slide moves what it takes in.
  const { x, y } = insideOf(parent, box);
  node.x = x;
  node.y = y;
  return node;
}
