/** An image as the page shows it. */
export type GalleryImage = {
  /** Its URI: the page hands back only ids that it was given. */
  readonly id: string;
  /** Where the page loads it from. */
  readonly source: string;
  readonly name: string;
  /** What it shows, where that is known without reading the file. */
  readonly prompt?: string | undefined;
};

/** What the page says, in the editor's language. */
export type GalleryWords = Readonly<
  Record<
    | "title"
    | "empty"
    | "generate"
    | "insert"
    | "regenerate"
    | "edit"
    | "reveal"
    | "copyPrompt"
    | "compare"
    | "comparison"
    | "chooseOther"
    | "slider"
    | "close"
    | "actualSize"
    | "first"
    | "hint",
    string
  >
>;

/** To the page. */
export type ToGallery =
  | { readonly type: "show"; readonly images: readonly GalleryImage[]; readonly words: GalleryWords }
  | {
      readonly type: "about";
      readonly id: string;
      readonly prompt?: string | undefined;
      readonly facts: readonly string[];
    };

export const galleryActions = ["insert", "regenerate", "edit", "reveal", "copyPrompt"] as const;
export type GalleryAction = (typeof galleryActions)[number];

/** From the page. */
export type FromGallery =
  | { readonly type: "ready" }
  | { readonly type: "generate" }
  /** Asks what is known of an image. */
  | { readonly type: "about"; readonly id: string }
  | { readonly type: "act"; readonly action: GalleryAction; readonly id: string }
  /** An image that was pasted or dropped: a reference of the next one. */
  | { readonly type: "reference"; readonly base64: string };

/** A message of the page, or undefined where it is none: what comes from a page is not believed. */
export function fromGallery(value: unknown): FromGallery | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, id, action, base64 } = value as Record<string, unknown>;
  if (type === "ready" || type === "generate") return { type };
  if (type === "reference") return typeof base64 === "string" ? { type, base64 } : undefined;
  if (typeof id !== "string") return undefined;
  if (type === "about") return { type, id };
  const known = galleryActions.find((candidate) => candidate === action);
  return type === "act" && known ? { type, action: known, id } : undefined;
}
