/** Where an image goes, as it is kept with a ticket: it may come back in another run, and in another file. */
export type PlaceId = {
  readonly kind: "canvas" | "insert" | "fill" | "beside";
  readonly file: string;
  /** A page for `canvas`. */
  readonly node: string;
};

const kinds: readonly string[] = ["canvas", "insert", "fill", "beside"];
const fileKey = "file";

// Node ids repeat from file to file. `figma.fileKey` is for private plugins only, so the file gets a mark of its own.
let unsaved: string | undefined;

export function fileId(): string {
  const saved = figma.root.getPluginData(fileKey);
  if (saved) return saved;
  unsaved ??= Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8)).join("");
  return unsaved;
}

/** Writes the mark into the file. Only when something is paid for: opening the plugin changes nothing. */
export function keepFileId(): void {
  if (!figma.root.getPluginData(fileKey)) figma.root.setPluginData(fileKey, fileId());
}

export const placeId = (kind: PlaceId["kind"], node: string): string => `${kind}|${fileId()}|${node}`;

export function parsePlaceId(text: string): PlaceId | undefined {
  const [kind = "", file = "", node = ""] = text.split("|");
  return kinds.includes(kind) && node ? { kind: kind as PlaceId["kind"], file, node } : undefined;
}
