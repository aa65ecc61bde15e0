import type { Money } from "@seedkit/core";
import type { SavedCall } from "@seedkit/mcp";
import { entriesOf, type HistoryEntry } from "../history/history-entry.ts";
import { fileUri } from "./file-uri.ts";

type Context = {
  /** The server's. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly money: (micros: number) => Money;
  /** A path of the folder, absolute. */
  readonly resolve: (path: string) => string;
};

/** What the MCP server made, as the windows remember what they make. */
export function savedAsEntries(
  saved: SavedCall,
  { folder, now, money, resolve }: Context,
): readonly HistoryEntry[] {
  const { model, input, references, images, price, requestId, tookMs } = saved;
  const prompt = String(input.prompt ?? "");
  const isAddress = (reference: string) => /^(?:https?|data):/i.test(reference);
  const addresses = references.filter(isAddress);
  const files = references.filter((reference) => !isAddress(reference));
  const places = references.flatMap((reference, at) => (isAddress(reference) ? [] : [at]));
  const asFile = (reference: string) => (/^file:/i.test(reference) ? reference : fileUri(resolve(reference)));
  return entriesOf(
    {
      jobId: `${now.toString(36)}-${crypto.randomUUID().slice(0, 8)}`,
      request: {
        title: prompt.slice(0, 40),
        model,
        input: addresses.length > 0 ? { ...input, image_input: addresses } : input,
        references: files.map(asFile),
        ...(files.length > 0 && { referencePlaces: places }),
        target: { kind: "folder", folder: fileUri(folder), name: "{prompt}" },
      },
      images: images.map(({ path, width, height, mediaType }) => ({
        ...{ uri: fileUri(path), width, height, mediaType, model, prompt },
      })),
      ...{ cost: price, madeAt: now, tookMs, requestId },
    },
    money,
  );
}
