import type { ImagePaint, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Answer } from "../protocol/calls.ts";
import { blockedBecause, boxOf, findNode, inReadingOrder } from "./nodes.ts";

const longSide = 2048;

/** Which selected layers can be references. Their bytes are asked for one by one. */
export function selectedReferences(): Answer<"selectedReferences"> {
  const nodes = inReadingOrder(figma.currentPage.selection);
  const why = (node: SceneNode) => {
    const blocked = blockedBecause(node);
    if (blocked === "hidden") return blocked;
    return node.width < 1 || node.height < 1 || !("exportAsync" in node) ? "nothing to see" : undefined;
  };
  const skipped = nodes.flatMap((node) => {
    const reason = why(node);
    return reason ? [{ name: node.name, why: reason }] : [];
  });
  return { ids: nodes.filter((node) => why(node) === undefined).map(({ id }) => id), skipped };
}

/** The bytes of one: of a plain image fill its own, else what the layer looks like, at most 2048 px. */
export async function readReference({ id }: { readonly id: string }): Promise<Answer<"readReference">> {
  const node = await findNode(id);
  if (!node) throw new Error("The layer is gone");
  const hash = plainImage(node)?.imageHash;
  const image = hash ? figma.getImageByHash(hash) : null;
  const bytes = image ? await image.getBytesAsync() : await exported(node);
  return { name: node.name, bytes };
}

/** The image of a node that shows nothing else. */
function plainImage(node: SceneNode): ImagePaint | undefined {
  if (!("fills" in node) || node.fills === figma.mixed) return undefined;
  if ("children" in node && node.children.length > 0) return undefined;
  if ("effects" in node && node.effects.length > 0) return undefined;
  const shown = node.fills.filter(({ visible }) => visible !== false);
  const [only] = shown;
  if (shown.length !== 1 || only?.type !== "IMAGE" || only.scaleMode !== "FILL") return undefined;
  return only.opacity === undefined || only.opacity === 1 ? only : undefined;
}

function exported(node: SceneNode): Promise<Uint8Array> {
  const { width, height } = boxOf(node);
  // Small layers are shown at twice their size; large ones no larger than a reference needs to be.
  const value = Math.min(2, longSide / Math.max(width, height));
  return node.exportAsync({ format: "JPG", colorProfile: "SRGB", constraint: { type: "SCALE", value } });
}
