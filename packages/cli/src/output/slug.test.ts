import { expect, test } from "vitest";
import { slug } from "./slug.ts";

test.each([
  ["A fox, at dawn!", "a-fox-at-dawn"],
  ["Café Müller", "cafe-muller"],
  ["狐狸在黎明", "狐狸在黎明"],
  ["हिन्दी", "हिन्दी"],
  ["../../etc/passwd", "etc-passwd"],
  ["-rf /", "rf"],
  ["!!!", "image"],
  ["🦊", "image"],
  ["CON", "image-con"],
  ["x".repeat(80), "x".repeat(48)],
  [
    "a photograph of a very long and winding road somewhere in the north",
    "a-photograph-of-a-very-long-and-winding-road",
  ],
])("%s", (prompt, name) => {
  expect(slug(prompt)).toBe(name);
});
