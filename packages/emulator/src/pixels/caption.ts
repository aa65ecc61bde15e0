import type { Canvas, Color } from "./canvas.ts";
import { paintPanel } from "./panel.ts";
import type { Recipe } from "./recipe.ts";
import { paintText, printable, renderLabel, renderText, type TextMask } from "./text.ts";

const white: Color = [255, 255, 255];
const soft: Color = [222, 226, 236];
const largest = 0.05;
const smallest = 0.024;
const leading = 1.36;

type Frame = Pick<Canvas, "width" | "height">;
type Caption = { readonly label: TextMask; readonly text: TextMask; readonly details: TextMask };

/** Sets the texts of the card. It runs on threads: begin with it, and paint meanwhile. */
export async function setCaption(recipe: Recipe): Promise<Caption> {
  const { padding, cardWidth, small } = measure(recipe);
  const width = cardWidth - 2 * padding;
  const prompt = fitPrompt(recipe.prompt, width, recipe.height * 0.36, textUnit(recipe));
  const [label, text, details] = await Promise.all([
    renderLabel(recipe.model.toUpperCase(), { weight: 700, size: small, width, tracking: 90 }),
    renderText(prompt.text, { weight: 700, size: prompt.size, width }),
    renderLabel(detailLine(recipe), { weight: 400, size: small, width }),
  ]);
  return { label, text, details };
}

/** The card that says what was asked for: model, prompt, size, and which image of how many. */
export function paintCaption(canvas: Canvas, { label, text, details }: Caption): void {
  const { width, height } = canvas;
  const { unit, margin, padding, cardWidth } = measure(canvas);
  const gap = Math.round(unit * 0.026);
  const textHeight = Math.min(text.height, Math.round(height * 0.42));
  const wanted = 2 * padding + label.height + gap + textHeight + gap + details.height;
  const box = {
    left: margin,
    top: 0,
    width: Math.min(cardWidth, width),
    height: Math.min(height - 2 * margin, wanted),
  };
  const card = { ...box, top: height - margin - box.height };
  paintPanel(canvas, card, Math.round(unit * 0.028), 0.06, 0.72);
  const left = card.left + padding;
  let top = card.top + padding;
  paintText(canvas, label, left, top, soft);
  top += label.height + gap;
  paintText(canvas, text, left, top, white, textHeight);
  top += textHeight + gap;
  paintText(canvas, details, left, top, soft);
}

function measure(frame: Frame) {
  const unit = textUnit(frame);
  const margin = Math.round(unit * 0.05);
  const cardWidth = Math.min(frame.width - 2 * margin, Math.round(Math.max(unit * 0.9, frame.width * 0.46)));
  return { unit, margin, padding: Math.round(unit * 0.042), cardWidth, small: Math.max(12, unit * 0.0195) };
}

/** What sizes are measured in, in px: between the short side and the square root of the area. */
export function textUnit({ width, height }: Frame): number {
  return Math.sqrt(Math.min(width, height) * Math.sqrt(width * height));
}

function detailLine({ width, height, index, count }: Recipe): string {
  return `${width} \u00d7 ${height} px  \u00b7  image ${index + 1} of ${count}  \u00b7  Seedkit emulator`;
}

/** The largest size a prompt fits its box at; at the smallest, what does not fit is cut. */
export function fitPrompt(
  given: string,
  width: number,
  height: number,
  side: number,
): { text: string; size: number } {
  const text = printable(given.slice(0, 4000));
  for (let size = side * largest; size > side * smallest; size *= 0.93) {
    if (lineCount(text, width, size) * size * leading <= height) return { text, size };
  }
  const size = side * smallest;
  const lines = Math.max(1, Math.floor(height / (size * leading)));
  return { text: cut(text, (lines * width) / size), size };
}

function lineCount(text: string, width: number, size: number): number {
  // Lines break at words, so they are never quite full.
  return Math.ceil((emWidth(text) * size) / (width * 0.93));
}

function cut(text: string, ems: number): string {
  let used = 0;
  let kept = "";
  for (const character of text) {
    used += emWidth(character);
    if (used > ems * 0.9) return `${kept.trimEnd()}\u2026`;
    kept += character;
  }
  return text;
}

/** About how wide a text is set bold, in units of its size. Han, kana, Hangul and emoji are square. */
function emWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 1.05 : 0.57;
  return width;
}
