import { defined } from "./defined.ts";
import { hints } from "./hints.ts";
import { redact } from "./redact.ts";
import { retryClass } from "./retry.ts";

/** Whether a failure was paid for: `maybe` is money that may be gone, so it is never posted again by itself. */
export type Charged = "no" | "maybe" | "yes";

/** Every code a {@link SeedkitError} can carry. The set is closed: a new code is a minor release. */
export const errorCodes = [
  "invalid_input",
  "invalid_request",
  "moderated",
  "unauthenticated",
  "forbidden",
  "not_found",
  "insufficient_credits",
  "over_budget",
  "rate_limited",
  "server_error",
  "bad_gateway",
  "unavailable",
  "redirected",
  "gateway_timeout",
  "connect_failed",
  "connection_lost",
  "timeout",
  "deadline",
  "aborted",
  "bad_image",
  "too_large",
  "job_failed",
  "expired",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One thing wrong with an input: where, what is allowed there, and what would be nearest. */
export type Issue = {
  /** `aspect_ratio`, `image_input[2]`. Empty for the input as a whole. */
  readonly path: string;
  readonly message: string;
  /** What is allowed, in words or as a list. */
  readonly allowed?: string;
  /** The allowed value nearest to what was given. */
  readonly nearest?: string | number;
};

export type ErrorDetails = {
  readonly charged: Charged;
  readonly retryable?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly model?: string | undefined;
  readonly attempts?: number | undefined;
  readonly issues?: readonly Issue[] | undefined;
  /** Images that are paid for and still lie at these addresses. */
  readonly imageUrls?: readonly string[] | undefined;
  readonly cause?: unknown;
};

const brand: unique symbol = Symbol.for("seedkit.error") as never;

/**
 * The one error of Seedkit. `charged` says whether it cost anything, `retryable` whether the same call may
 * succeed later, `hint` what to do next. `toJSON()` is safe to log: no key, no request body, no base64.
 */
export class SeedkitError extends Error {
  declare readonly code: ErrorCode;
  declare readonly charged: Charged;
  declare readonly retryable: boolean;
  /** How many times the request was posted, this failure included. 0: it was never sent. */
  declare readonly attempts: number;
  declare readonly hint?: string;
  declare readonly status?: number;
  declare readonly requestId?: string;
  /** In ms. */
  declare readonly retryAfterMs?: number;
  declare readonly model?: string;
  declare readonly issues?: readonly Issue[];
  declare readonly imageUrls?: readonly string[];

  constructor(code: ErrorCode, message: string, { cause, ...details }: ErrorDetails) {
    super(redact(message), cause === undefined ? undefined : { cause });
    const retryable = code === "deadline" || retryClass(code, details.charged) !== "never";
    Object.assign(this, { code, attempts: 0, retryable, hint: hints[code], ...defined(details) });
  }

  toJSON(): SeedkitErrorJson {
    const { code, message, ...details } = this;
    return { code, message, ...details };
  }
}

// On the prototype: an instance holds nothing but what is told.
Object.assign(SeedkitError.prototype, { name: "SeedkitError", [brand]: true });

/** What {@link SeedkitError.toJSON} gives. A field that is not known is not there. */
export type SeedkitErrorJson = Pick<SeedkitError, "message" | "code" | "charged" | "retryable" | "attempts"> &
  Omit<ErrorDetails, "cause">;

/** Tells a Seedkit error from any other, also one from another copy of this package. */
export function isSeedkitError(error: unknown): error is SeedkitError {
  return typeof error === "object" && error !== null && brand in error;
}

/** The same error with details added: an error leaves a layer knowing more than it came with. */
export function withDetails(error: SeedkitError, details: Partial<ErrorDetails>): SeedkitError {
  const merged = new SeedkitError(error.code, error.message, {
    ...error,
    cause: error.cause,
    ...defined(details),
  });
  if (error.stack) merged.stack = error.stack;
  return merged;
}
