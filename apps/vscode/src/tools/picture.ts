import * as vscode from "vscode";
import type { SavedImage } from "../core/jobs/job.ts";
import { convert } from "../saving/convert.ts";
import type { Services } from "../services.ts";

// Hosts refuse larger answers, and a model sees no more in them.
const mostBytes = 1_048_576;
const leastBytes = 131_072;
// px
const widths = [1568, 1024, 512] as const;
const seen = /^image\/(jpeg|png|webp|gif)$/;

type Picture = { readonly part?: vscode.LanguageModelDataPart; readonly note?: string };

/** The picture itself: as it is where it is small, else a smaller copy, else a note. */
export async function pictureOf(
  services: Services,
  { uri, mediaType }: SavedImage,
  bytes: Uint8Array,
  count: number,
): Promise<Picture> {
  const most = Math.max(leastBytes, Math.floor(mostBytes / count));
  if (bytes.length > 0 && bytes.length <= most && seen.test(mediaType))
    return { part: vscode.LanguageModelDataPart.image(bytes, mediaType) };
  for (const maxWidth of widths) {
    try {
      const small = await convert(bytes, "jpg", { maxWidth, quality: 82 }, services);
      if (small.length > most) continue;
      return {
        part: vscode.LanguageModelDataPart.image(small, "image/jpeg"),
        note: "The picture in this answer is a smaller copy; the file has the full size.",
      };
    } catch (error) {
      services.log.warn(`no preview of ${uri}: ${String(error)}`);
      break;
    }
  }
  return { note: "The picture cannot be shown in this answer: open the file." };
}
