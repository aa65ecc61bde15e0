import { type Charged, SeedkitError } from "@seedkit/core";
import { expect, test } from "vitest";
import { countCharged, dearestFirst } from "./charges.ts";

const failed = (id: string, charged?: Charged) => ({
  id,
  error: charged ? new SeedkitError("server_error", "-", { charged }) : new Error("the disk is full"),
});

test("of many failures what cost something is told first, and the others are counted", () => {
  const all = [
    failed("a", "no"),
    failed("b"),
    failed("c", "maybe"),
    failed("d", "yes"),
    failed("e", "maybe"),
  ];
  expect(dearestFirst(all).map(({ id }) => id)).toEqual(["d", "c", "e", "a", "b"]);
  expect([countCharged(all, "yes"), countCharged(all, "maybe")]).toEqual([1, 2]);
});
