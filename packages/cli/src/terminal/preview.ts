import type { Host } from "../host.ts";
import { itermPicture, kittyPicture, sixelPicture } from "./graphics.ts";

export type Protocol = "kitty" | "iterm2" | "sixel";

const box = { width: 640, height: 360 };

/**
 * The protocol to show pictures with, or undefined for none: asked for or not, never in a pipe, and by itself
 * only where the terminal is known to show them.
 */
export async function previewProtocol(host: Host, asked: boolean | undefined): Promise<Protocol | undefined> {
  if (asked === false || !host.stdout.isTTY) return undefined;
  // A multiplexer swallows or garbles pictures unless it is set up for them.
  if (asked === undefined && (host.env.TMUX || host.env.STY)) return undefined;
  const { createSupportsTerminalGraphics } = await import("supports-terminal-graphics");
  const support = createSupportsTerminalGraphics({ isTTY: true });
  if (support.kitty) return "kitty";
  if (support.iterm2) return "iterm2";
  // Many terminals with sixel (xterm, foot) do not say so: a person who asks knows.
  return support.sixel || asked ? "sixel" : undefined;
}

/** A small picture of an image as escape sequences, or undefined where it cannot be read. */
export async function preview(bytes: Uint8Array, protocol: Protocol): Promise<string | undefined> {
  try {
    const { default: sharp } = await import("sharp");
    const small = sharp(bytes).resize({ ...box, fit: "inside", withoutEnlargement: true });
    if (protocol === "sixel") {
      const { data, info } = await small.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      return await sixelPicture(data, info.width, info.height);
    }
    const png = await small.png({ compressionLevel: 6 }).toBuffer();
    return protocol === "kitty" ? kittyPicture(png) : itermPicture(png);
  } catch {
    return undefined; // a picture is a courtesy: the file is saved all the same
  }
}
