import { errorCodes, SeedkitError } from "@seedkit/core";
import { expect, test } from "vitest";
import { errorView } from "./error-views.ts";

const view = (
  code: (typeof errorCodes)[number],
  charged: "no" | "maybe" | "yes",
  more: { ticket?: boolean; offline?: boolean } = {},
) =>
  errorView(
    { ...new SeedkitError(code, "", { charged }).toJSON(), ...(more.offline ? { offline: true } : {}) },
    more.ticket ?? false,
  );

test.each(errorCodes)("%s has a title, a text and a way out", (code) => {
  const { title, text, actions } = view(code, "no");
  expect(title).not.toBe("");
  expect(text).not.toBe("");
  expect(actions.length).toBeGreaterThan(0);
});

test("what may be charged is fetched where that is possible, and only else offered again", () => {
  expect(view("timeout", "maybe", { ticket: true }).actions).toEqual(["recover", "balance"]);
  expect(view("timeout", "maybe").actions).toEqual(["balance", "again"]);
});

test("a connection lost after sending leaves a bill open", () => {
  expect(view("connection_lost", "maybe").group).toBe("lost");
  expect(view("connect_failed", "no").group).toBe("network");
  expect(view("connect_failed", "no", { offline: true }).group).toBe("offline");
});

test("a cancelled job that was sent can still be fetched", () => {
  expect(view("aborted", "maybe", { ticket: true }).actions).toEqual(["recover"]);
  expect(view("aborted", "no").actions).toEqual(["again"]);
});
