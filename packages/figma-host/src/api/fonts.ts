import { type FigmaNode, mixed } from "../document/node.ts";
import { refuse } from "../refusal.ts";
import type { Context } from "./context.ts";

export type FontName = { readonly family: string; readonly style: string };

export const isFontName = (value: unknown): value is FontName =>
  typeof value === "object" && value !== null && "family" in value && "style" in value;

/** Refuses a change of text whose font this run has not loaded. */
export function needFont(context: Context, font: unknown, where: string): void {
  if (!isFontName(font)) refuse(where, "Cannot unwrap symbol");
  const name = `${font.family} ${font.style}`;
  if (context.loadedFonts.has(name)) return;
  refuse(
    where,
    `Cannot write to node with unloaded font "${name}". Please call figma.loadFontAsync({ family: "${font.family}", style: "${font.style}" }) and await the returned promise first.`,
  );
}

/** Every font of the node's text. A mixed one is kept as `fontNames` by the test that made it. */
export function fontsOf(node: FigmaNode): readonly FontName[] {
  const font = node.props.fontName;
  if (font === mixed) return (node.props.fontNames as readonly FontName[] | undefined) ?? [];
  return isFontName(font) ? [font] : [];
}

/** `figma.loadFontAsync`. */
export async function loadFont(context: Context, font: unknown): Promise<void> {
  if (!isFontName(font)) refuse("loadFontAsync", "Cannot unwrap symbol");
  const { family, style } = font;
  if (!context.fonts.some((known) => known.family === family && known.style === style)) {
    refuse("loadFontAsync", `The font "${family} ${style}" could not be loaded`);
  }
  context.loadedFonts.add(`${family} ${style}`);
}

/** A rough size of the text in px: letters 0.6 em wide, lines 1.2 em high. */
export function textSize(characters: string, fontSize: number): { width: number; height: number } {
  const lines = characters.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  return { width: Math.ceil(longest * fontSize * 0.6), height: Math.ceil(lines.length * fontSize * 1.2) };
}
