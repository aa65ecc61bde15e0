import { readHeader } from "@seedkit/core";

/** The files of a paste or a drop. */
export function imagesIn(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])];
}

/** Reads files; what is no image by its own bytes is named instead. */
export async function readImages(files: readonly File[]) {
  const images: { name: string; content: Uint8Array }[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const content = new Uint8Array(await file.arrayBuffer());
    const header = readHeader(content);
    if (header && header.mediaType !== "image/heic") images.push({ name: file.name, content });
    else refused.push(header ? `${file.name} (HEIC: export it as JPEG)` : file.name);
  }
  return { images, refused };
}
