import { expect, test } from "vitest";
import { createLru } from "./lru.ts";

test("what was used longest ago goes first, and the bytes stay within the bound", () => {
  const lru = createLru(10);
  lru.set("a", new Uint8Array(4));
  lru.set("b", new Uint8Array(4));
  lru.get("a");
  lru.set("c", new Uint8Array(4));
  expect([lru.get("a")?.length, lru.get("b"), lru.get("c")?.length]).toEqual([4, undefined, 4]);
  lru.set("a", new Uint8Array(6));
  expect(lru.bytes()).toBe(10);
  lru.set("huge", new Uint8Array(11));
  expect([lru.get("huge"), lru.bytes()]).toEqual([undefined, 10]);
});
