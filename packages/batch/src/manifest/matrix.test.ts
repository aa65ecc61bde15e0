import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../test/memory-files.ts";
import { entriesOf, images, problemsOf } from "../../test/read.ts";

describe("a matrix", () => {
  test("gives an entry for each combination, in the order of declaration", async () => {
    const entries = await entriesOf(
      images(
        "chair: { prompt: 'A {colour} chair, {size_of}', matrix: { colour: [red, Light blue], size_of: [1, 2.50] } }",
      ),
    );
    expect(entries.map(({ id, input, outputs }) => [id, input.prompt, outputs.template])).toEqual([
      ["chair/red/1", "A red chair, 1", "images/chair/red/1"],
      ["chair/red/2.50", "A red chair, 2.50", "images/chair/red/2.50"],
      ["chair/light-blue/1", "A Light blue chair, 1", "images/chair/light-blue/1"],
      ["chair/light-blue/2.50", "A Light blue chair, 2.50", "images/chair/light-blue/2.50"],
    ]);
  });

  test("fills files and outputs", async () => {
    const [entry] = await entriesOf(
      images(
        "a: { prompt_file: 'p/{c}.txt', image_input: ['refs/{c}.png'], output: 'out/{c}-{id}.{f}', matrix: { c: [Dark Red], f: [PNG] } }",
      ),
      memoryFiles({ "p/Dark Red.txt": "A {c} chair", "refs/Dark Red.png": "x" }),
    );
    expect(entry).toMatchObject({
      input: { prompt: "A Dark Red chair" },
      references: [{ index: 0, path: "refs/Dark Red.png" }],
      outputs: { template: "out/dark-red-a/dark-red/png.png", format: "png" },
    });
  });

  test("keeps letters of every script", async () => {
    const entries = await entriesOf(images("a: { prompt: '{c}', matrix: { c: [红色, Süß, été] } }"));
    expect(entries.map(({ id }) => id)).toEqual(["a/红色", "a/süß", "a/été"]);
  });

  test.each([
    ["{ c: [red, Red] }", '"Red" and "red" give the same id part "red": combinations are unique'],
    ["{ c: red }", "c takes a list of values, such as [red, blue]"],
    ["{ c: [] }", "c takes a list of values, such as [red, blue]"],
    ["{ c: [[a]] }", "a value of a variable is a text or a number"],
    ["{ c: ['?!'] }", '"?!" has no letter or digit to make an id of'],
    [
      "{ id: [a] }",
      "id is no name for a variable; allowed: letters, digits and _, starting with a letter; not id, index, model",
    ],
    ["{ c: [a], c: [b] }", "the variable c is there twice"],
    ["[c]", "matrix is a mapping from a variable to a list of values"],
  ])("%s is refused", async (matrix, message) => {
    const problems = await problemsOf(images(`a: { prompt: x, matrix: ${matrix} }`));
    expect(problems.map((line) => line.replace(/^3:\d+: error: /, ""))).toEqual([message]);
  });

  test("does not grow without bound", async () => {
    const axis = `[${Array.from({ length: 100 }, (_, index) => index).join(",")}]`;
    const text = images(`a: { prompt: x, matrix: { a: ${axis}, b: ${axis}, c: ${axis}, d: ${axis} } }`);
    expect(await problemsOf(text)).toEqual([
      "3:27: error: the matrix has 100000000 combinations; allowed: at most 10000",
    ]);
  });
});

describe("a variable", () => {
  test("that is not known is told, with the one that was meant", async () => {
    expect(await problemsOf(images("a: { prompt: 'A {color} cup', matrix: { colour: [red] } }"))).toEqual([
      "3:16: error: unknown variable {color}; did you mean {colour}? (write {{color}} for the text itself)",
    ]);
  });

  test("in double braces is the text itself, and JSON in a prompt is left alone", async () => {
    const [entry] = await entriesOf(images(`a: { prompt: '{{colour}} {"a": {"b": 1}} {} { x }' }`));
    expect(entry?.input.prompt).toBe('{colour} {"a": {"b": 1}} {} { x }');
  });

  test("of a value is not filled again", async () => {
    const [entry] = await entriesOf(images("a: { prompt: '{c}', matrix: { c: ['{id} $&'] } }"));
    expect(entry?.input.prompt).toBe("{id} $&");
  });
});
