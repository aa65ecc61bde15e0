import type { Command } from "./commands.ts";
import type { Picture, StoredGeneration, StoredImage } from "./generation.ts";

/** A node that an image can go to. */
export type Target = {
  /** Names the spot for good: see `placeId`. */
  readonly place: string;
  readonly name: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** The characters of a text layer or sticky. */
  readonly text?: string;
};

export type Skipped = { readonly name: string; readonly why: string };

/** What the selection offers, each list in reading order. */
export type Selection = {
  readonly page: Target;
  readonly insert: readonly Target[];
  readonly fill: readonly Target[];
  readonly texts: readonly Target[];
  readonly skipped: readonly Skipped[];
};

/** A node with the settings that made its image. */
export type Made = { readonly target: Target; readonly generation: StoredGeneration };

/** What the plugin was started for. It lies in the window's document, so that the panel asks for nothing to show itself. */
export type Start = {
  readonly command: Command;
  readonly prompt?: string;
  readonly ratio?: string;
  readonly selection: Selection;
  /** The selected nodes that carry settings, for the relaunch buttons. */
  readonly made: readonly Made[];
  readonly settings: unknown;
  /** The key itself goes by message, when it is used: a document can be looked at. */
  readonly hasKey: boolean;
};

export type Placement = StoredImage & {
  /** A place of {@link Target}; none: the canvas. */
  readonly place?: string;
  /** Names the image for good: the same one is placed once. None: as often as it is asked for. */
  readonly delivery?: string;
  /** Images of one press of the button are undone together. */
  readonly run: string;
  /** What Regenerate costs, for its button. */
  readonly hint: string;
};

export type Placed = {
  readonly node: string;
  /** The page it is on, where it has no target to be named after. */
  readonly where?: string;
  /** Why it is not where it was meant to be. */
  readonly note?: string;
};

type Call<Given, Answer> = { readonly given: Given; readonly answer: Answer };
type Nothing = Record<string, never>;

/** What the UI can ask of the main thread. Each call has one answer; at most one image is in a message. */
export type Calls = {
  readValue: Call<{ readonly name: string }, { readonly value: unknown }>;
  writeValue: Call<{ readonly name: string; readonly value: unknown }, Nothing>;
  deleteValue: Call<{ readonly name: string }, Nothing>;
  readKey: Call<Nothing, { readonly key?: string }>;
  writeKey: Call<{ readonly key?: string }, Nothing>;
  addImage: Call<{ readonly bytes: Uint8Array }, { readonly hash: string }>;
  place: Call<Placement, Placed>;
  /** Whether this file has the image; then it is on the canvas again. */
  reuse: Call<StoredImage, { readonly found: boolean }>;
  selectedReferences: Call<
    Nothing,
    { readonly ids: readonly string[]; readonly skipped: readonly Skipped[] }
  >;
  readReference: Call<{ readonly id: string }, { readonly name: string; readonly bytes: Uint8Array }>;
  notify: Call<{ readonly text: string; readonly error: boolean }, Nothing>;
  openExternal: Call<{ readonly url: string }, Nothing>;
};

export type CallName = keyof Calls;
export type Given<Name extends CallName> = Calls[Name]["given"];
export type Answer<Name extends CallName> = Calls[Name]["answer"];

/** From the UI. */
export type CallMessage = {
  [Name in CallName]: { readonly call: Name; readonly id: number; readonly given: Given<Name> };
}[CallName];

/** From the main thread: an answer by its call's id, or news. */
export type MainMessage =
  | { readonly answer: unknown; readonly id: number }
  | { readonly failure: string; readonly id: number }
  | { readonly selection: Selection };

/** What travels with an image that is dragged from the panel to the canvas. */
export type DropMetadata = { readonly seedkit: Omit<Placement, "place" | "delivery"> & Picture };
