import { type ErrorCode, errorCodes, SeedkitError } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import { errorActions } from "./error-actions.ts";

const able = { canFetch: false, canRepeat: true };
const error = (code: ErrorCode, charged: "no" | "maybe" | "yes" = "no") =>
  new SeedkitError(code, "It went wrong", { charged });

describe("what a failure offers", () => {
  test.each([
    ["unauthenticated", ["set-key", "again", "log"]],
    ["insufficient_credits", ["top-up", "again", "log"]],
    ["rate_limited", ["again", "log"]],
    ["connect_failed", ["base-url", "again", "log"]],
    ["moderated", ["log"]],
    ["invalid_input", ["log"]],
    ["aborted", []],
  ] as const)("%s: %j", (code, actions) => {
    expect(errorActions(error(code), able)).toEqual(actions);
  });

  test.each(errorCodes)("%s: what can be fetched is never offered to be paid for again", (code) => {
    for (const charged of ["no", "maybe", "yes"] as const) {
      const actions = errorActions(error(code, charged), { canFetch: true, canRepeat: true });
      expect(actions[0]).toBe("fetch");
      expect(actions).not.toContain("again");
    }
  });

  test.each(errorCodes)("%s: what was paid for is not generated again by a click", (code) => {
    expect(errorActions(error(code, "yes"), able)).not.toContain("again");
  });

  test("paid images that did not come are opened where they lie", () => {
    const lost = new SeedkitError("connection_lost", "Lost", {
      charged: "yes",
      imageUrls: ["https://x.test/1"],
    });
    expect(errorActions(lost, able)).toEqual(["open-image", "log"]);
  });

  test("what may have been paid for is looked up before it is sent again", () => {
    expect(errorActions(error("timeout", "maybe"), able)).toEqual(["timeout", "again", "credits", "log"]);
  });
});
