import { expect, test } from "vitest";
import { typedReference } from "./typed-reference.ts";

test("what is pasted is read as what it is", () => {
  expect(typedReference("data:image/png;base64,iVBO\nRw0=")).toEqual({ kind: "data", base64: "iVBORw0=" });
  expect(typedReference(" https://example.test/a.png ")).toMatchObject({ kind: "address" });
  expect(typedReference("file:///a/b.png")).toEqual({ kind: "uri", uri: "file:///a/b.png" });
  expect(typedReference('"C:\\art\\fox.png"')).toEqual({
    kind: "path",
    path: "/C:/art/fox.png",
    isAbsolute: true,
  });
  expect(typedReference("/art/fox.JPG")).toMatchObject({ isAbsolute: true });
  expect(typedReference("images/fox.webp")).toEqual({
    kind: "path",
    path: "images/fox.webp",
    isAbsolute: false,
  });
});

test("a word to look for is no image", () => {
  for (const text of ["", "fox", "fox.png", "images/", "data:text/plain;base64,AAAA", "two\nlines/a.png"])
    expect(typedReference(text)).toBeUndefined();
});
