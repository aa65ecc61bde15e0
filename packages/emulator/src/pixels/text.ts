import sharp from "sharp";
import { type Canvas, type Color, channels } from "./canvas.ts";
import { fontFile, fontFiles, provideFontConfig, type Weight } from "./font.ts";

/** A text as coverage, 0-255 a px. */
export type TextMask = { readonly width: number; readonly height: number; readonly data: Buffer };

export type TextStyle = {
  readonly weight: Weight;
  /** px */
  readonly size: number;
  /** Lines are broken at this width, in px. */
  readonly width: number;
  /** Letter spacing in thousandths of the size. */
  readonly tracking?: number;
};

let loading: Promise<void> | undefined;
// Labels are the same in picture after picture.
const mostKept = 64;
const kept = new Map<string, Promise<TextMask>>();

/** A text that is likely to come again. */
export function renderLabel(text: string, style: TextStyle): Promise<TextMask> {
  const name = JSON.stringify([text, style]);
  const known = kept.get(name);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostKept) kept.delete(oldest);
  const mask = renderText(text, style);
  kept.set(name, mask);
  mask.catch(() => kept.delete(name));
  return mask;
}

/** Sets a text in Inter, on any machine. Characters Inter lacks come from the machine's fonts, or as boxes. */
export async function renderText(text: string, style: TextStyle): Promise<TextMask> {
  const clean = printable(text);
  if (clean === "") return { width: 0, height: 0, data: Buffer.alloc(0) };
  loading ??= loadFonts();
  await loading;
  const spacing = Math.round((style.tracking ?? 0) * style.size * 1.024);
  const { data, info } = await sharp({
    text: {
      text: `<span letter_spacing="${spacing}">${escapeMarkup(clean)}</span>`,
      font: fontName(style.weight, style.size),
      fontfile: fontFile(style.weight),
      width: Math.round(style.width),
      // Points are pixels.
      dpi: 72,
      spacing: Math.round(style.size * 0.14),
      wrap: "word-char",
    },
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Lays a text over the canvas; what would lie beyond `maxHeight` px is left out. */
export function paintText(
  { data, width, height }: Canvas,
  mask: TextMask,
  left: number,
  top: number,
  [red, green, blue]: Color,
  maxHeight = mask.height,
): void {
  const rows = Math.min(mask.height, maxHeight, height - top);
  const columns = Math.min(mask.width, width - left);
  for (let y = 0; y < rows; y++) {
    let at = ((top + y) * width + left) * channels;
    for (let from = y * mask.width; from < y * mask.width + columns; from++, at += channels) {
      const coverage = mask.data[from] ?? 0;
      if (coverage === 0) continue;
      const under = 255 - coverage;
      data[at] = (red * coverage + (data[at] ?? 0) * under) / 255;
      data[at + 1] = (green * coverage + (data[at + 1] ?? 0) * under) / 255;
      data[at + 2] = (blue * coverage + (data[at + 2] ?? 0) * under) / 255;
    }
  }
}

/** Whitespace becomes single spaces; what no font and no markup can carry goes. */
export function printable(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "")
    .trim();
}

export function escapeMarkup(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const fontName = (weight: Weight, size: number) =>
  `Inter ${weight === 700 ? "Bold " : ""}${Math.round(size)}`;

// A text call takes one font file, but every file once taken stays known.
async function loadFonts(): Promise<void> {
  provideFontConfig();
  for (const fontfile of fontFiles()) {
    await sharp({ text: { text: "x", font: fontName(400, 8), fontfile, dpi: 72 } })
      .raw()
      .toBuffer();
  }
}
