import { SeedkitError } from "@seedkit/core";
import { expect, test } from "vitest";
import { together } from "./together.ts";

const lost = (place: string, url?: string) =>
  new SeedkitError("invalid_input", `It is in ${place}`, {
    ...{ charged: "yes", retryable: false, hint: "It is paid for." },
    ...(url !== undefined && { imageUrls: [url] }),
  });

test("failures that are alike say once what they share, and each what it has of its own", () => {
  const told = together([
    lost("a.jpg", "https://one.test/1"),
    lost("b.jpg"),
    lost("b.jpg", "https://one.test/2"),
  ]);
  expect(told).toMatchObject({
    ...{ code: "invalid_input", charged: "yes", retryable: false },
    message: "It is in a.jpg; It is in b.jpg",
    hint: "It is paid for.",
    imageUrls: ["https://one.test/1", "https://one.test/2"],
  });
});

test("one is told as it is, and of very many the first ones", () => {
  const one = lost("a.jpg");
  expect(together([one])).toBe(one);
  expect(together([])).toBeUndefined();
  const many = Array.from({ length: 9 }, (_, index) => lost(`${index}.jpg`));
  expect(together(many, 5)?.message).toMatch(/^It is in 0\.jpg; .*It is in 4\.jpg; …$/);
});
