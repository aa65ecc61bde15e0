import { SeedkitError } from "@seedkit/core";
import { expect, test } from "vitest";
import { triableIds } from "./try-again.ts";

const failed = (id: string, charged: "no" | "maybe" | "yes") => ({
  id,
  error: new SeedkitError("server_error", "no", { charged }),
});

test("what is paid for is not paid for again by Try Again", () => {
  const ids = triableIds([failed("a", "no"), failed("b", "yes"), failed("c", "maybe"), failed("c", "no")]);
  expect(ids).toEqual(["a", "c"]);
});

test("an entry with one call that is paid for waits, whatever became of its others", () => {
  expect(triableIds([failed("a", "no"), failed("a", "yes")])).toEqual([]);
});

test("what failed before anything was sent is tried again", () => {
  expect(triableIds([{ id: "a", error: new Error("a file is there") }])).toEqual(["a"]);
});
