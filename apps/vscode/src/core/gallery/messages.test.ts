import { expect, test } from "vitest";
import { fromGallery } from "./messages.ts";

test("what a page sends is taken only as one of the known messages", () => {
  expect(fromGallery({ type: "ready", more: 1 })).toEqual({ type: "ready" });
  expect(fromGallery({ type: "act", action: "insert", id: "file:///a.png" })).toEqual({
    type: "act",
    action: "insert",
    id: "file:///a.png",
  });
  expect(fromGallery({ type: "reference", base64: "AAAA" })).toEqual({ type: "reference", base64: "AAAA" });
  for (const value of [
    null,
    "ready",
    { type: "act", action: "erase", id: "a" },
    { type: "act", action: "insert", id: 1 },
    { type: "about" },
    { type: "reference", base64: 1 },
    { type: "show" },
  ])
    expect(fromGallery(value)).toBeUndefined();
});
