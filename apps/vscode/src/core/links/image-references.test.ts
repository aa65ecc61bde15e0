import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Syntax } from "../language.ts";
import { imageReferences } from "./image-references.ts";

const read = (text: string, syntax: Syntax) =>
  imageReferences(text, syntax).map(({ target, path, alt }) => [
    text.slice(target.start, target.end),
    path,
    alt,
  ]);
const paths = (text: string, syntax: Syntax) => imageReferences(text, syntax).map(({ path }) => path);

describe("Markdown", () => {
  test("inline images, with titles, brackets, angle brackets and escapes", () => {
    expect(read("![A tea *pot*](img/tea.png)", "markdown")).toEqual([
      ["img/tea.png", "img/tea.png", "A tea pot"],
    ]);
    expect(paths('![a](x.png "title") ![b](y.png (t))', "markdown")).toEqual(["x.png", "y.png"]);
    expect(paths("![a](a_(b).png)", "markdown")).toEqual(["a_(b).png"]);
    expect(read("![a](<my tea.png>)", "markdown")).toEqual([["my tea.png", "my tea.png", "a"]]);
    expect(read("![see \\] [1]](x\\_y.png)", "markdown")).toEqual([["x\\_y.png", "x_y.png", "see ] [1]"]]);
  });

  test("paths are decoded and lose their query", () => {
    expect(paths("![a](my%20tea.png?raw=1#x)", "markdown")).toEqual(["my tea.png"]);
  });

  test("what no file system takes, and what would be a link that runs a command, is no file", () => {
    expect(paths("![a](a%00.png) ![b](b%0A.png) ![c](%5Bc%5D%28command:x%29.png)", "markdown")).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(paths('<img src="[c](command:x?1).png" alt="c">', "html")).toEqual([undefined]);
    expect(paths("![a](a%5B1%5D%281%29.png)", "markdown")).toEqual(["a[1](1).png"]);
  });

  test("an image in a link, and in a list, a quote and a table", () => {
    expect(paths("[![a](x.png)](https://example.com)", "markdown")).toEqual(["x.png"]);
    expect(
      paths("- one\n\n    ![a](x.png)\n\n> ![b](y.png)\n\n| a |\n|---|\n| ![c](z.png) |", "markdown"),
    ).toEqual(["x.png", "y.png", "z.png"]);
  });

  test("by reference: full, collapsed and short, wherever the definition is", () => {
    const text =
      "![Red tea][T]\n![two][]\n![three]\n\n[t]: a.png 'title'\n[two]: <b c.png>\n[three]:\n  c.png\n";
    expect(read(text, "markdown")).toEqual([
      ["a.png", "a.png", "Red tea"],
      ["b c.png", "b c.png", "two"],
      ["c.png", "c.png", "three"],
    ]);
  });

  test("HTML inside", () => {
    expect(
      read('<p><img src="a&amp;b.png" alt="A &quot;b&quot;" width=300 height="200px"></p>', "markdown"),
    ).toEqual([["a&amp;b.png", "a&b.png", 'A "b"']]);
    const [first] = imageReferences("<img src=a.png width=300 height='200px'>", "markdown");
    expect(first).toMatchObject({ width: 300, height: 200 });
  });

  test("code and comments show nothing", () => {
    const text = [
      "`![a](x.png)` ``![`](x.png)``",
      "```md\n![a](x.png)\n```",
      "~~~~\n![a](x.png)\n~~~\n~~~~",
      "    ![a](x.png)",
      "<!-- ![a](x.png) <img src=x.png> -->",
      "\\![a](y.png)",
      "`<img src=x.png>`",
    ].join("\n\n");
    expect(paths(text, "markdown")).toEqual([]);
    expect(paths("`` ![a](x.png)", "markdown")).toEqual(["x.png"]);
  });
});

test("MDX: Markdown and elements; indented text is no code", () => {
  const text =
    '    ![a](x.png)\n\n<Hero src="/hero.webp" alt={"A hall"} />\n\n{/* ![b](y.png) */}\n<img src={hero} />';
  expect(read(text, "mdx")).toEqual([
    ["x.png", "x.png", "a"],
    ["/hero.webp", "/hero.webp", "A hall"],
  ]);
});

test("HTML: elements, not scripts, styles and comments", () => {
  const text =
    '<script>x = "<img src=a.png>"</script><!-- <img src="b.png"> --><IMG\n  alt="C"\n  src = \'c.png\'><img data-src="d.png" alt=">" src=e.png>';
  expect(read(text, "html")).toEqual([
    ["c.png", "c.png", "C"],
    ["e.png", "e.png", ">"],
  ]);
});

test("JSX: literal sources; imported assets and templates are left alone", () => {
  const text = `
    // <img src="no.png" />
    const a = <T,>(x: Array<string>) => x < 3 && y > 2;
    return <Card icon={<img src={'./a.png'} alt="A" width={300} />} {...props}>
      {/* <img src="no.png" /> */}
      <img alt={"B b"} src="/b.png" onClick={() => { go("}"); }} />
      <img src={logo} alt="C" /><img src={\`c-\${n}.png\`} /><img src={\`d.png\`} />
      See http://example.com <img src="e.png" alt='it&apos;s' />
    </Card>;`;
  expect(read(text, "jsx")).toEqual([
    ["./a.png", "./a.png", "A"],
    ["/b.png", "/b.png", "B b"],
    ["d.png", "d.png", ""],
    ["e.png", "e.png", "it's"],
  ]);
});

test("what is no file of the project has no path", () => {
  for (const source of [
    "https://example.com/a.png",
    "//example.com/a.png",
    "data:image/png;base64,aa",
    "#a",
    "",
    "{{ cover }}.png",
    "<%= a %>.png",
    "@/assets/a.png",
    "C:\\a.png",
    "folder/",
  ]) {
    expect(imageReferences(`<img src="${source}">`, "html").map(({ path }) => path)).toEqual([undefined]);
  }
});

const syntaxes = ["markdown", "mdx", "html", "jsx"] as const;

test("any text can be read, and ranges lie in it", () => {
  const pieces = fc.constantFrom(
    ..."![ ]( ) < > \" ' ` ``` ~~~ \\ \n \n\n { } /* */ // <!-- --> src= alt= img <img a.png [a]: $ # - =".split(
      " ",
    ),
    " ",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.constantFrom(...syntaxes), (parts, syntax) => {
      const text = parts.join("");
      for (const { target, whole } of imageReferences(text, syntax)) {
        for (const { start, end } of [target, whole]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        expect(text.slice(whole.start)).toMatch(/^(?:!\[|<)/);
      }
    }),
  );
});

test("a picture between any paragraphs is found", () => {
  const words = fc.stringMatching(/^[\w ,.]{1,20}$/);
  fc.assert(
    fc.property(words, words, words, fc.stringMatching(/^[\w-]{1,9}$/), (before, alt, after, name) => {
      const text = `x${before}\n\n![${alt}](${name}.png)\n\n${after}`;
      expect(read(text, "markdown").map(([target]) => target)).toEqual([`${name}.png`]);
    }),
  );
});

test("hostile text is read in linear time", () => {
  const hostile = [
    "![",
    "![](",
    "![](<",
    "[a]: <",
    "<img src='",
    '<a x={"',
    "<a x={",
    "`",
    "` `` ",
    "<!--",
    "\\",
    "<a ",
    "> ",
    "/*",
    "![a](b '",
    "<script>",
    "{/*",
    "[a]: x\n",
  ];
  for (const syntax of syntaxes)
    for (const piece of hostile) imageReferences(piece.repeat(Math.ceil(200_000 / piece.length)), syntax);
}, 30_000);
