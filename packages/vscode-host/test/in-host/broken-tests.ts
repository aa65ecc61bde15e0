import { describe, expect, test } from "../../src/in-host/index.ts";

describe("broken", () => {
  test("fails", () => {
    expect({ a: 1 }).toEqual({ a: 2 });
  });
  test("takes too long", () => new Promise(() => {}), 50);
  test("passes", () => {});
});
