import sharp from "sharp";

/** A plain image of a size, as bytes. */
export async function picture(
  width: number,
  height: number,
  format: "png" | "jpeg" | "webp" = "png",
): Promise<Uint8Array> {
  const image = sharp({ create: { width, height, channels: 3, background: "#2266aa" } });
  return new Uint8Array(await image.toFormat(format).toBuffer());
}
