import { type Charged, type ErrorDetails, SeedkitError } from "@seedkit/core/errors";

/** A failure of this program itself, beside the API's: a disk that is full, a port that is taken. */
export class CommandError extends Error {
  override name = "CommandError";
  readonly code: string;
  readonly exitCode: number;
  readonly hint: string | undefined;
  readonly charged: Charged;

  constructor(
    code: string,
    message: string,
    details: { exitCode?: number; hint?: string; charged?: Charged; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.exitCode = details.exitCode ?? 1;
    this.hint = details.hint;
    this.charged = details.charged ?? "no";
  }
}

/** A command that was not meant as it was typed; nothing was sent. */
export function usageError(message: string, hint?: string): SeedkitError {
  return new SeedkitError("invalid_input", message, { charged: "no", hint });
}

/** The same failure, telling more. */
export function withDetails(
  error: SeedkitError,
  details: Partial<ErrorDetails>,
  message = error.message,
): SeedkitError {
  return new SeedkitError(error.code, message, { ...error, cause: error.cause, ...details });
}

/** What is thrown where Ctrl-C cannot wait for the work to end. */
export function cancelled(charged: Charged): SeedkitError {
  return new SeedkitError("aborted", "Cancelled", { charged });
}
