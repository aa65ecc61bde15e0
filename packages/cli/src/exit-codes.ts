import { type ErrorCode, isSeedkitError } from "@seedkit/core/errors";
import { CommandError } from "./command-error.ts";

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 2,
  invalid_request: 2,
  moderated: 2,
  not_found: 2,
  unauthenticated: 3,
  forbidden: 3,
  insufficient_credits: 4,
  over_budget: 4,
  rate_limited: 5,
  server_error: 6,
  bad_gateway: 6,
  unavailable: 6,
  gateway_timeout: 6,
  bad_image: 6,
  too_large: 6,
  job_failed: 6,
  expired: 6,
  redirected: 7,
  connect_failed: 7,
  connection_lost: 7,
  timeout: 8,
  deadline: 8,
  aborted: 130,
};

/** The exit code a failure ends the process with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  return isSeedkitError(error) ? exitCodes[error.code] : 1;
}
