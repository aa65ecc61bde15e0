import type { Lock } from "@seedkit/batch/manifest";
import { expect, test } from "vitest";
import { isInLock } from "./is-in-lock.ts";

const cost = { micros: 40_000, formatted: "$0.04" };
const image = { key: "k1", model: "seedream-4.5", input: {}, references: {}, output: { format: "jpg" } };
const lock: Lock = {
  version: 1,
  keyVersion: 1,
  images: {
    hero: { ...image, calls: [{ index: 0, files: [], cost }] },
    draft: { ...image, calls: [{ index: 0, files: [], cost, emulated: true }] },
  },
};

test("a call that is in the lock as it was planned is not paid for again", () => {
  expect(isInLock(lock, { id: "hero", key: "k1", index: 0 })).toBe(true);
});

test.each([
  ["another call", { id: "hero", key: "k1", index: 1 }],
  ["an entry that says something else now", { id: "hero", key: "k2", index: 0 }],
  ["one that the emulator drew", { id: "draft", key: "k1", index: 0 }],
  ["an entry that is not there", { id: "constructor", key: "k1", index: 0 }],
])("%s is still to be made", (_, target) => {
  expect(isInLock(lock, target)).toBe(false);
});

test("without a lock all is still to be made", () => {
  expect(isInLock(undefined, { id: "hero", key: "k1", index: 0 })).toBe(false);
});
