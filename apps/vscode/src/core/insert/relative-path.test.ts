import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { relativePath } from "./relative-path.ts";

test("the way to a file", () => {
  expect(relativePath("/a/b", "/a/b/c.png")).toBe("c.png");
  expect(relativePath("/a/b", "/a/images/c.png")).toBe("../images/c.png");
  expect(relativePath("/", "/c.png")).toBe("c.png");
});

test("leads there", () => {
  const parts = fc.array(fc.stringMatching(/^[abc]{1,2}$/), { maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (from, to) => {
      const folder = `/${from.join("/")}`;
      const file = `/${[...to, "image.png"].join("/")}`;
      expect(posix.resolve(folder, relativePath(folder, file))).toBe(file);
    }),
  );
});
