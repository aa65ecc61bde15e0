import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { errorCodes, isSeedkitError, SeedkitError, withDetails } from "./errors.ts";

describe("SeedkitError", () => {
  test("says what happened, what it cost, and what to do", () => {
    const cause = new Error("socket");
    const error = new SeedkitError("connection_lost", "It broke", { charged: "maybe", status: 200, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "SeedkitError",
      code: "connection_lost",
      charged: "maybe",
      retryable: true,
      attempts: 0,
      status: 200,
      cause,
      hint: expect.any(String),
    });
    expect(String(error)).toBe("SeedkitError: It broke");
    expect(error.stack).toContain("errors.test.ts");
  });

  test("turns into JSON without the cause, and without fields that are not known", () => {
    const error = new SeedkitError("job_failed", "No", {
      charged: "no",
      cause: new Error("the key is SG_secret"),
      issues: [{ path: "size", message: "is not allowed" }],
      model: undefined,
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: "job_failed",
      message: "No",
      charged: "no",
      retryable: false,
      attempts: 0,
      issues: [{ path: "size", message: "is not allowed" }],
    });
  });

  test("holds no base64 and no endless text in its message", () => {
    const data = "iVBORw0KGgo".repeat(100);
    for (const text of [`got data:image/png;base64,${data}`, `got ${data}`, "x y ".repeat(5000)]) {
      const error = new SeedkitError("bad_image", text, { charged: "maybe" });
      for (const shown of [error.message, JSON.stringify(error), inspect(error)]) {
        expect(shown).not.toContain(data.slice(0, 60));
        expect(error.message.length).toBeLessThanOrEqual(2001);
      }
    }
  });

  test("every code is named once, in snake case", () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
    for (const code of errorCodes) expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect([...errorCodes].sort()).toEqual(
      [
        ...["invalid_input", "invalid_request", "moderated", "unauthenticated", "forbidden", "not_found"],
        ...["insufficient_credits", "over_budget", "rate_limited", "server_error", "bad_gateway"],
        ...["unavailable", "gateway_timeout", "redirected", "connect_failed", "connection_lost", "timeout"],
        ...["deadline", "aborted", "bad_image", "too_large", "job_failed", "expired"],
      ].sort(),
    );
  });
});

describe("isSeedkitError", () => {
  test("knows errors of another copy of the package", async () => {
    const copy = "./errors.ts?copy";
    const other = (await import(/* @vite-ignore */ copy)) as typeof import("./errors.ts");
    expect(other.SeedkitError).not.toBe(SeedkitError);
    const theirs = new other.SeedkitError("aborted", "Cancelled", { charged: "no" });
    expect(theirs).not.toBeInstanceOf(SeedkitError);
    expect(isSeedkitError(theirs)).toBe(true);
    expect(other.isSeedkitError(new SeedkitError("aborted", "Cancelled", { charged: "no" }))).toBe(true);
  });

  test.each([undefined, null, 0, "SeedkitError", {}, [], new Error("x"), { code: "aborted", charged: "no" }])(
    "%s is none",
    (value) => {
      expect(isSeedkitError(value)).toBe(false);
    },
  );
});

describe("withDetails", () => {
  const cause = new Error("socket");
  const error = new SeedkitError("timeout", "Too slow", {
    charged: "maybe",
    status: 200,
    hint: "Wait.",
    cause,
  });

  test("adds what a layer knows and keeps the rest", () => {
    const told = withDetails(error, { model: "m", attempts: 2, requestId: "r" });
    expect(told).toMatchObject({
      code: "timeout",
      message: "Too slow",
      charged: "maybe",
      status: 200,
      hint: "Wait.",
      model: "m",
      attempts: 2,
      requestId: "r",
    });
    expect(told.cause).toBe(cause);
    expect(told.stack).toBe(error.stack);
    expect(error.model).toBeUndefined();
  });

  test("what is not known takes nothing away", () => {
    expect(withDetails(error, { status: undefined, hint: undefined })).toMatchObject({
      status: 200,
      hint: "Wait.",
    });
  });
});
