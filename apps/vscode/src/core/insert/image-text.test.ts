import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Syntax } from "../language.ts";
import { imageReferences } from "../links/image-references.ts";
import { type InsertStyle, imageText } from "./image-text.ts";

const image = { path: "my images/tea (1).png", alt: 'A "red" tea [pot] & cup' };
const alone = { before: "", after: "" };
const write = (syntax: Syntax, style: InsertStyle = "auto", around = alone) =>
  imageText(syntax, style, image, around);

test("every language has its own way", () => {
  const path = "my%20images/tea%20%281%29.png";
  expect(write("markdown")).toBe(`![A "red" tea \\[pot\\] & cup](${path})`);
  expect(write("html")).toBe(`<img src="${path}" alt="A &quot;red&quot; tea [pot] &amp; cup">`);
  expect(write("jsx")).toBe(`<img src="${path}" alt="A &quot;red&quot; tea [pot] &amp; cup" />`);
  expect(write("css")).toBe(`url("${path}")`);
  expect(write("latex")).toBe("\\includegraphics[width=\\linewidth]{my images/tea (1).png}");
  expect(write("rst")).toBe('.. image:: my images/tea (1).png\n   :alt: A "red" tea [pot] & cup');
  expect(write("asciidoc")).toBe(`image::${path}["A \\"red\\" tea [pot\\] & cup"]`);
  expect(write("path")).toBe("my images/tea (1).png");
});

test("braces of a description are no code in MDX", () => {
  expect(imageText("mdx", "auto", { path: "a.png", alt: "{x} <b>" }, alone)).toBe("![\\{x\\} \\<b>](a.png)");
});

test("the setting goes before the language", () => {
  expect(write("markdown", "path")).toBe("my%20images/tea%20%281%29.png");
  expect(write("path", "markdown")).toMatch(/^!\[/);
  expect(write("mdx", "html")).toMatch(/ \/>$/);
});

describe("where a path is expected, it stands alone", () => {
  test.each<[Syntax, string]>([
    ["html", '<img alt="x" src="'],
    ["jsx", "<img src={'"],
    ["css", "background: url("],
    ["css", 'background: url("'],
    ["markdown", "![alt]("],
    ["markdown", "[ref]: "],
    ["latex", "\\includegraphics[width=3cm]{"],
    ["asciidoc", "image::"],
  ])("%s: %s", (syntax, before) => {
    expect(imageText(syntax, "auto", { path: "a.png", alt: "" }, { before, after: "" })).toBe("a.png");
  });
});

test("a block of reStructuredText stands between blank lines, indented like its line", () => {
  expect(write("rst", "auto", { before: "  text ", after: " more" })).toBe(
    '\n\n  .. image:: my images/tea (1).png\n     :alt: A "red" tea [pot] & cup\n\n  ',
  );
  expect(write("asciidoc", "auto", { before: "See ", after: "" })).toMatch(/^image:my/);
});

test("what is written is read back as it was", () => {
  const alt = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/\s+/g, " ").trim());
  const name = fc.stringMatching(/^[^/\p{Cc}\\:?#{}$|<>@~*]{1,20}$/u).filter((text) => text.trim() === text);
  const languages = fc.constantFrom<Syntax>("html", "jsx", "markdown", "mdx");
  fc.assert(
    fc.property(languages, name, alt, (syntax, file, text) => {
      // Control characters become spaces; emphasis and entities of Markdown are not told apart here.
      fc.pre(
        !/\p{Cc}|[*_`&]/u.test(text) || (syntax !== "markdown" && syntax !== "mdx" && !/\p{Cc}/u.test(text)),
      );
      const written = imageText(syntax, "auto", { path: `${file}.png`, alt: text }, alone);
      const [found, ...others] = imageReferences(written, syntax);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ path: `${file}.png`, alt: text });
    }),
  );
});
