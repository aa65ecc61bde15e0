import type { SeedkitError } from "./errors.ts";
import type { CostEstimate, Money } from "./money.ts";
import type { ImageHeader } from "./size/header.ts";
import type { SizePlan } from "./size/plan.ts";
import type { LooseInput, Warning } from "./validation.ts";

/** One finished image. Type and px come from its own header. */
export type GeneratedImage = {
  readonly bytes: Uint8Array;
  readonly mediaType: ImageHeader["mediaType"];
  /** px; 0 where the format's header does not tell it. */
  readonly width: number;
  /** px; 0 where the format's header does not tell it. */
  readonly height: number;
  /** Where the service keeps it, for about an hour. */
  readonly url?: string;
};

/**
 * What a finished request gave. `Image`: what the call's spool makes of an image, where it has one.
 */
export type Generation<Image = GeneratedImage> = {
  readonly images: readonly Image[];
  /** Images the answer named that could not be fetched, each with its address in `imageUrls`. They are paid. */
  readonly failures: readonly SeedkitError[];
  readonly model: string;
  /** The input as it was sent: references are addresses. */
  readonly input: LooseInput;
  readonly plan: SizePlan;
  readonly requestId?: string;
  /** How many times the request was posted. */
  readonly attempts: number;
  readonly cost: { readonly estimated: CostEstimate; readonly reported?: Money };
  /** What the account has left, as the API tells it. */
  readonly creditsLeft?: number;
  readonly timings: Timings;
  readonly warnings: readonly Warning[];
};

/** All in ms. */
export type Timings = {
  /** Since 1970. */
  readonly startedAt: number;
  /** From the call to the last byte, waiting included. */
  readonly totalMs: number;
  /** What the service says it worked, and waited. */
  readonly inferenceMs?: number;
  readonly queueMs?: number;
};

/** One of several calls for the same input: a failure never takes its siblings along. */
export type Variation =
  | { readonly index: number; readonly ok: true; readonly generation: Generation }
  | { readonly index: number; readonly ok: false; readonly error: SeedkitError };

/** A request that was checked, planned and priced, and not sent. */
export type Prepared = {
  readonly model: string;
  readonly request: { readonly method: "POST"; readonly url: string; readonly body: LooseInput };
  readonly plan: SizePlan;
  readonly cost: CostEstimate;
  /** How many images the answer may hold. */
  readonly images: { readonly min: number; readonly max: number };
  /** The model's usual time, in ms. */
  readonly typicalMs: number;
  /** References that have to be uploaded before. In `request.body` they stand as `(uploaded reference n)`. */
  readonly uploads: number;
  readonly warnings: readonly Warning[];
};

/** The account's balance, in the API's own unit. */
export type Credits = { readonly credits: number; readonly freeCredits?: number };
