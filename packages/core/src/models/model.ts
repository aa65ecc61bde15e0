import type * as z from "zod/v4/core";
import type { CostEstimate } from "../money.ts";
import type { Reference } from "../references.ts";
import type { SizePlan, SizeRule } from "../size/plan.ts";
import type { LooseInput, Validation, Warning } from "../validation.ts";

/** How a form shows a field. What the schema already says (options, range, default) is not repeated here. */
export type FieldForm = {
  readonly control?: "textarea" | "images";
  /** Shown only while another field has this value. */
  readonly visibleWhen?: { readonly field: string; readonly equals: string };
};

/** A Zod object, of `zod` or of `zod/mini`. */
export type InputSchema = z.$ZodObject & {
  safeParse(
    data: unknown,
  ): { success: true; data: unknown } | { success: false; error: { issues: readonly z.$ZodIssue[] } };
};

/** Everything Seedkit knows of a model, in one declaration. */
export type ModelDeclaration<Id extends string = string, Schema extends InputSchema = InputSchema> = {
  /** What users type: `--model <id>`. */
  readonly id: Id;
  readonly title: string;
  /** One sentence of what it is good at. */
  readonly summary: string;
  /** The page the declaration is made from. */
  readonly page: string;
  /** The last part of its endpoints, `/v1/<slug>` and `/v2/<slug>`. */
  readonly slug: string;
  /** Micro-dollars an image. */
  readonly price: number;
  /** How long one generation usually takes, in ms. */
  readonly typicalMs: number;
  /** The input in the API's own field names. `image_input` holds addresses; bytes are uploaded before. */
  readonly input: Schema;
  readonly form: Readonly<Record<string, FieldForm>>;
  readonly size: SizeRule & {
    /** What `custom` with only one side means: refused, or the schema's default for the other. */
    readonly loneSide: "refuse" | "default";
  };
  readonly limits: {
    /** How many references the page advises, and how many the vendor takes. More is a warning. */
    readonly references: { readonly advised: number; readonly most: number };
    /** References and images of one `auto` request together. More is refused upstream. */
    readonly referencesAndImages: number;
    /** What the vendor advises for a prompt. More is a warning. */
    readonly promptWords: number;
    /** Where other hosts cut a prompt. More is a warning. */
    readonly promptCharacters: number;
  };
  readonly examples: readonly { readonly title: string; readonly input: z.input<Schema> }[];
};

/** An input that is valid, planned and priced. */
export type PreparedInput = {
  readonly input: LooseInput;
  /** The input as it can be shown: references that have to be uploaded stand as `(uploaded reference n)`. */
  readonly shown: LooseInput;
  readonly references: readonly Reference[];
  /** How many of the references have to be uploaded. */
  readonly uploads: number;
  readonly plan: SizePlan;
  readonly cost: CostEstimate;
  readonly images: { readonly min: number; readonly max: number };
  readonly warnings: readonly Warning[];
};

/** A model: its declaration, and what follows from it. Made by `defineModel`. */
export type Model<Id extends string = string, Schema extends InputSchema = InputSchema> = ModelDeclaration<
  Id,
  Schema
> & {
  /** Checks an input. Every problem comes at once; nothing is thrown. */
  readonly validate: (input: unknown) => Validation;
  /** Checks, plans and prices an input. @throws SeedkitError `invalid_input` */
  readonly prepare: (input: unknown) => PreparedInput;
};

/** What a caller may give for a model: its fields, with references as addresses, bytes or Blobs. */
export type InputOf<M extends Model> =
  M extends Model<string, infer Schema>
    ? string extends keyof z.input<Schema>
      ? LooseInput
      : Omit<z.input<Schema>, "image_input"> & { image_input?: readonly Reference[] | undefined }
    : never;
