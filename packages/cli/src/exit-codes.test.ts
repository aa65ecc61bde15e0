import { errorCodes, SeedkitError } from "@seedkit/core";
import { expect, test } from "vitest";
import { exitCodeOf } from "./exit-codes.ts";

test("every error code has its exit code, and a mistake of ours is 1", () => {
  const codes = Object.fromEntries(
    errorCodes.map((code) => [code, exitCodeOf(new SeedkitError(code, "", { charged: "no" }))]),
  );
  expect(codes).toEqual({
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
  });
  expect(exitCodeOf(new TypeError("oops"))).toBe(1);
});
