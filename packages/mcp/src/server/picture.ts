import type { Session } from "../session/session.ts";
import type { MadeImage } from "../tools/made-text.ts";

// Hosts refuse larger answers, and a model sees no more in them.
const mostBytes = 1_048_576;
const leastBytes = 131_072;

type Picture = {
  readonly content?: { readonly type: "image"; readonly data: string; readonly mimeType: string };
  readonly note?: string;
};

/** The picture itself for the answer: as it is where it is small, else a smaller copy, else a note. */
export async function pictureOf(
  { preview, log }: Session,
  { file, bytes }: { readonly file: MadeImage; readonly bytes: Uint8Array },
  count: number,
): Promise<Picture> {
  const most = Math.max(leastBytes, Math.floor(mostBytes / count));
  const { mediaType } = file;
  if (bytes.length <= most) return { content: contentOf(bytes, mediaType) };
  const small = await preview?.({ bytes, mediaType }, most).catch((error: unknown) => {
    log(`no preview of ${file.path}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
  if (small && small.bytes.length <= most)
    return {
      content: contentOf(small.bytes, small.mediaType),
      note: "The picture in this answer is a smaller copy; the file has the full size.",
    };
  return { note: `${file.path} is too large to be shown here: open the file.` };
}

function contentOf(bytes: Uint8Array, mimeType: string) {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return { type: "image" as const, data, mimeType };
}
