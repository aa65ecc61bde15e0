import type { PanelImage } from "@seedkit/panel";
import type { Part, Picture } from "../../protocol/generation.ts";
import type { MainChannel } from "../main-channel.ts";
import { encode, mayHaveAlpha } from "./canvas.ts";
import { fitting, largestSide, tilesOf } from "./tiles.ts";

const accepted = ["image/jpeg", "image/png", "image/gif"];

/**
 * Brings an image into the file. What Figma takes goes there byte for byte; another format or a side over
 * 4096 px is drawn anew: scaled down, or in tiles that keep every pixel.
 */
export async function toFigma(
  image: PanelImage,
  tiled: boolean,
  main: Pick<MainChannel, "call">,
): Promise<Picture> {
  const { bytes, mediaType, width, height } = image;
  const fits = Math.max(width, height) <= largestSide;
  if (fits && accepted.includes(mediaType)) {
    const { hash } = await main.call("addImage", { bytes });
    return { parts: [{ hash, x: 0, y: 0, width, height }], width, height };
  }
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType });
  const bitmap = await createImageBitmap(blob);
  try {
    const whole = { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
    const alpha = mayHaveAlpha(bytes, mediaType);
    const size = tiled ? whole : fitting(bitmap.width, bitmap.height);
    const parts: Part[] = [];
    for (const tile of tiled ? tilesOf(whole.width, whole.height) : [{ x: 0, y: 0, ...size }]) {
      const part = await encode(bitmap, tiled ? tile : whole, tile, alpha);
      const { hash } = await main.call("addImage", { bytes: part });
      parts.push({ hash, ...pick(tile) });
    }
    return { parts, width: size.width, height: size.height };
  } finally {
    bitmap.close();
  }
}

const pick = ({ x, y, width, height }: Omit<Part, "hash">) => ({ x, y, width, height });
