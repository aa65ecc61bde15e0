import { redact } from "./redact.ts";

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
  override name = "SeedkitError";
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly charged: Charged;
  readonly retryable: boolean;
  readonly hint: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly model: string | undefined;
  /** How many times the request was posted, this failure included. 0: it was never sent. */
  readonly attempts: number;
  readonly issues: readonly Issue[] | undefined;
  readonly imageUrls: readonly string[] | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(redact(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.charged = details.charged;
    this.retryable = details.retryable ?? false;
    this.hint = details.hint;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.model = details.model;
    this.attempts = details.attempts ?? 0;
    this.issues = details.issues;
    this.imageUrls = details.imageUrls;
  }

  toJSON(): SeedkitErrorJson {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      status: this.status,
      requestId: this.requestId,
      charged: this.charged,
      retryable: this.retryable,
      retryAfterMs: this.retryAfterMs,
      attempts: this.attempts,
      model: this.model,
      issues: this.issues,
      imageUrls: this.imageUrls,
    };
  }
}

/** What {@link SeedkitError.toJSON} gives. Fields that are not known are left out by `JSON.stringify`. */
export type SeedkitErrorJson = {
  code: ErrorCode;
  message: string;
  hint: string | undefined;
  status: number | undefined;
  requestId: string | undefined;
  charged: Charged;
  retryable: boolean;
  retryAfterMs: number | undefined;
  attempts: number;
  model: string | undefined;
  issues: readonly Issue[] | undefined;
  imageUrls: readonly string[] | undefined;
};

/** Tells a Seedkit error from any other, also one from another copy of this package. */
export function isSeedkitError(error: unknown): error is SeedkitError {
  return typeof error === "object" && error !== null && brand in error;
}

/** The same error with details added: an error leaves a layer knowing more than it came with. */
export function withDetails(error: SeedkitError, details: Partial<ErrorDetails>): SeedkitError {
  const merged = new SeedkitError(error.code, error.message, { ...error, cause: error.cause, ...details });
  if (error.stack) merged.stack = error.stack;
  return merged;
}
