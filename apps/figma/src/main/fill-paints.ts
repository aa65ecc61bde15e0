import type { ImagePaint, Paint } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

export const imagePaint = (imageHash: string): ImagePaint => ({
  type: "IMAGE",
  scaleMode: "FILL",
  imageHash,
});

/** The paints with the topmost image replaced, else with the image on top. The last paint is the topmost. */
export function withImage(paints: readonly Paint[], image: ImagePaint): Paint[] {
  const at = paints.map(({ type }) => type).lastIndexOf("IMAGE");
  return at < 0 ? [...paints, image] : paints.map((paint, index) => (index === at ? image : paint));
}
