import type { SeedkitError } from "./errors.ts";
import type { Reference } from "./references.ts";

/** An input of a model that is not known when the code is written. It is validated like any other. */
export type LooseInput = Readonly<Record<string, unknown>>;

/** Something that is allowed but likely not what was meant. It never stops a request. */
export type Warning = { readonly code: WarningCode; readonly path?: string; readonly message: string };
export type WarningCode =
  | "many_references"
  | "long_prompt"
  | "unused_sides"
  | "unused_max_images"
  | "scaled_up"
  | "public_upload"
  | "reference_not_shrunk"
  | "no_queue";

/** The fields shared code reads, with the model's defaults filled in. */
export type Settings = {
  readonly prompt: string;
  readonly size: string;
  readonly aspect_ratio: string | null;
  readonly width: number;
  readonly height: number;
  readonly image_input: readonly Reference[];
  readonly max_images: number;
  readonly sequential_image_generation: string;
};

export type ValidInput = {
  /** What was given, less fields that are undefined: this is what is sent. */
  readonly input: LooseInput;
  readonly settings: Settings;
  readonly warnings: readonly Warning[];
};

export type Validation =
  | ({ readonly ok: true } & ValidInput)
  | { readonly ok: false; readonly error: SeedkitError };
