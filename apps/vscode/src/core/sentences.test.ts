import { expect, test } from "vitest";
import { sentences } from "./sentences.ts";

test("what has no end gets one; an address stays one that can be pressed", () => {
  expect(sentences(["Invalid API key", undefined, "", "Get one: https://example.com/keys"])).toBe(
    "Invalid API key. Get one: https://example.com/keys",
  );
  expect(sentences(["Really?", "Yes."])).toBe("Really? Yes.");
});
