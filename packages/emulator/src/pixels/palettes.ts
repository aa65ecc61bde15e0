import { type Color, hex } from "./canvas.ts";

/** The colors of one landscape. */
export type Palette = {
  readonly sky: readonly [top: Color, bottom: Color];
  readonly sun: Color;
  readonly far: Color;
  readonly near: Color;
};

const palette = (top: string, bottom: string, sun: string, far: string, near: string): Palette => ({
  sky: [hex(top), hex(bottom)],
  sun: hex(sun),
  far: hex(far),
  near: hex(near),
});

export const palettes: readonly Palette[] = [
  palette("#27346f", "#f6a57c", "#ffe9c4", "#c9647b", "#2a1a3f"),
  palette("#f9e3c4", "#f0a55d", "#fff7e8", "#dd8150", "#5c2629"),
  palette("#dff5ea", "#8fd3c8", "#ffffff", "#5fb3a5", "#12474a"),
  palette("#0d1330", "#4a579b", "#f4efd8", "#3c4b88", "#0a0f20"),
  palette("#fde8e6", "#f4a9b6", "#fffaf5", "#e08aa0", "#6f2a50"),
  palette("#d9effd", "#7fb7e6", "#fff6d6", "#4a8fc7", "#0d2f57"),
  palette("#f6f3e2", "#d5d6a0", "#f2c27c", "#a0b086", "#2f483c"),
  palette("#3a1226", "#e0596a", "#ffd166", "#a93450", "#1f0a16"),
  palette("#efe9ff", "#b8a5f2", "#ffffff", "#8d75d6", "#2b1d5e"),
  palette("#0a2647", "#2bb596", "#dcffeb", "#17857a", "#051d2a"),
];
