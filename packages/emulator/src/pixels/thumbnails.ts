import sharp from "sharp";
import type { Canvas, Color } from "./canvas.ts";
import { textUnit } from "./caption.ts";
import { type Box, paintPanel, paintPicture } from "./panel.ts";
import type { DrawnReference, Recipe } from "./recipe.ts";
import { paintText, renderText } from "./text.ts";

const white: Color = [255, 255, 255];

/** A row of the references that were sent, numbered as in the request. */
export async function paintThumbnails(canvas: Canvas, { references }: Recipe): Promise<void> {
  if (references.length === 0) return;
  const side = textUnit(canvas);
  const margin = Math.round(side * 0.05);
  const gap = Math.round(side * 0.018);
  const size = Math.round(side * (references.length > 5 ? 0.11 : 0.15));
  const perRow = Math.max(1, Math.floor((canvas.width - 2 * margin + gap) / (size + gap)));
  await Promise.all(
    references.map((reference, index) => {
      const left = margin + (index % perRow) * (size + gap);
      const top = margin + Math.floor(index / perRow) * (size + gap);
      return paintThumbnail(canvas, reference, index, { left, top, width: size, height: size });
    }),
  );
}

async function paintThumbnail(
  canvas: Canvas,
  reference: DrawnReference,
  index: number,
  box: Box,
): Promise<void> {
  const radius = Math.round(box.width * 0.1);
  const border = Math.max(2, Math.round(box.width * 0.022));
  const inside = {
    left: box.left + border,
    top: box.top + border,
    width: box.width - 2 * border,
    height: box.height - 2 * border,
  };
  const pixels = reference.kind === "bytes" ? await readThumbnail(reference.bytes, inside.width) : undefined;
  paintPanel(canvas, box, radius, 1, 0.92);
  if (pixels !== undefined) {
    paintPicture(canvas, pixels, inside, radius - border);
    return;
  }
  paintPanel(canvas, inside, radius - border, 0.14, 0.94);
  const label = reference.kind === "tile" ? reference.label : "not an image";
  const size = box.width * 0.1;
  const padding = Math.round(box.width * 0.1);
  const [number, name] = await Promise.all([
    renderText(`Reference ${index + 1}`, { weight: 700, size, width: inside.width - padding }),
    renderText(label, { weight: 400, size: size * 0.85, width: inside.width - padding }),
  ]);
  const left = inside.left + Math.round(padding / 2);
  paintText(canvas, number, left, inside.top + padding, white);
  const below = inside.top + padding + number.height + Math.round(size * 0.6);
  paintText(canvas, name, left, below, [190, 198, 216], inside.top + inside.height - below);
}

/** A square cut of a reference, or undefined where it is no image sharp can read. */
async function readThumbnail(bytes: Uint8Array, size: number): Promise<Buffer | undefined> {
  try {
    const image = sharp(bytes, { failOn: "none" }).autoOrient().resize(size, size, { fit: "cover" });
    return await image
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer();
  } catch {
    return undefined;
  }
}
