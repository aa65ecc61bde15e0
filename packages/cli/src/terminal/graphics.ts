/** A picture for terminals that speak the kitty protocol: PNG in base64, in chunks of 4,096. */
export function kittyPicture(png: Uint8Array): string {
  const data = Buffer.from(png).toString("base64");
  const chunks = data.match(/.{1,4096}/g) ?? [];
  return `${chunks
    .map((chunk, at) => {
      // q=2: the terminal must not answer into the person's shell.
      const head = at === 0 ? "a=T,f=100,q=2," : "";
      return `\u001b_G${head}m=${at === chunks.length - 1 ? 0 : 1};${chunk}\u001b\\`;
    })
    .join("")}\n`;
}

/** A picture for iTerm2 and those that follow it. */
export function itermPicture(png: Uint8Array): string {
  const data = Buffer.from(png).toString("base64");
  return `\u001b]1337;File=inline=1;size=${png.length};preserveAspectRatio=1:${data}\u0007\n`;
}

/** A picture in sixels, from RGBA pixels. */
export async function sixelPicture(pixels: Uint8Array, width: number, height: number): Promise<string> {
  const { image2sixel } = await import("sixel");
  return `${image2sixel(pixels, width, height, 256)}\n`;
}
