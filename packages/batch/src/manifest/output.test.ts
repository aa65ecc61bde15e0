import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../test/memory-files.ts";
import { entriesOf, images, problemsOf } from "../../test/read.ts";
import { outputPath } from "./output.ts";

const entry = (fields: string) => `a: { prompt: x, ${fields} }`;

describe("outputPath", () => {
  test("counts through all calls, and adds the real extension where none is named", async () => {
    const [one] = await entriesOf(
      images(entry("count: 2, sequential_image_generation: auto, max_images: 3")),
    );
    if (!one) throw new Error("no entry");
    expect(outputPath(one, 0, 0, "jpg")).toBe("images/a-1.jpg");
    expect(outputPath(one, 0, 2, "png")).toBe("images/a-3.png");
    expect(outputPath(one, 1, 0, "jpg")).toBe("images/a-4.jpg");
  });

  test("keeps the extension that was named", async () => {
    const [one] = await entriesOf(images(entry("output: './out//{model}/{id}.JPEG'")));
    if (!one) throw new Error("no entry");
    expect(one.outputs).toEqual({ template: "out/seedream-4.5/a.JPEG", format: "jpg" });
    expect(outputPath(one, 0, 0, "png")).toBe("out/seedream-4.5/a.JPEG");
  });

  test("an id with a dot is no extension", async () => {
    const [one] = await entriesOf(images("v1.5: { prompt: x }"));
    expect(one?.outputs).toEqual({ template: "images/v1.5", format: "original" });
  });
});

describe("an output", () => {
  test.each([
    ["../a.png", "it lies outside the manifest's folder"],
    ["/tmp/a.png", "it lies outside the manifest's folder"],
    ["C:/a.png", "it lies outside the manifest's folder"],
    ["x/../../a.png", "it lies outside the manifest's folder"],
    ["x\\\\a.png", "folders are separated by /, not \\"],
    ["out/", "it names no file"],
    [".", "it names no file"],
    ["a?.png", 'a name may not hold "?"'],
    ["a\\u0000.png", 'a name may not hold "\\u0000"'],
    ["con.png", "con.png is a device on Windows"],
    ["x/lpt1", "lpt1 is a device on Windows"],
    ["x./a.png", "a name may not end in a dot or a space"],
    [".seedkit/a.png", "this folder is not for images"],
    [".git/a.png", "this folder is not for images"],
    [`${"ü".repeat(130)}.png`, "a name may have 250 bytes at most"],
  ])("%s is refused", async (output, why) => {
    const problems = await problemsOf(images(entry(`output: "${output}"`)));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`: ${why}`);
  });

  test("of a format that cannot be made is refused", async () => {
    for (const extension of ["gif", "heic", "tiff", "txt"]) {
      expect(await problemsOf(images(entry(`output: a.${extension}`)))).toEqual([
        `3:27: error: output "a.${extension}": .${extension} cannot be made; allowed: .jpg, .jpeg, .png, .webp, .avif, or no extension`,
      ]);
    }
  });

  test("of several files needs {index}", async () => {
    const auto = "sequential_image_generation: auto, max_images: 3";
    for (const several of ["count: 3", auto]) {
      expect(await problemsOf(images(entry(`output: a.png, ${several}`)))).toEqual([
        '3:27: error: output "a.png": up to 3 files come of this; put {index} in the name',
      ]);
      await entriesOf(images(entry(`output: "a{index}.png", ${several}`)));
    }
  });

  test("with an unknown variable is told once", async () => {
    const problems = await problemsOf(images(entry("output: '{colour}.png'")));
    expect(problems).toEqual([expect.stringContaining("unknown variable {colour}")]);
  });

  test("behind a link that leads out of the project is refused", async () => {
    const files = memoryFiles({}, { outside: ["linked"] });
    expect(await problemsOf(images(entry("output: linked/a.png")), files)).toEqual([
      "3:27: error: a: its output goes to linked, which leads out of the manifest's folder",
    ]);
  });

  test("with a quality that nothing uses is warned about", async () => {
    const problems = await problemsOf(images(entry("output: a.png, quality: 80")));
    expect(problems).toEqual(["3:3: warning: quality is not used: PNG loses nothing"]);
  });
});

describe("outputs that collide", () => {
  test.each([
    ["the same name", "out/a.png", "out/a.png", "its output out/a.png is also the output of a (line 3)"],
    [
      "letters of another case",
      "Out/A.png",
      "out/a.PNG",
      "its output out/a.PNG is also the output of a (line 3)",
    ],
    ["composed letters", "\\u00e9.png", "e\\u0301.png", "is also the output of a"],
    [
      "a file that is a folder",
      "out/a.png",
      "out/a.png/b.png",
      "its output out/a.png is a folder of the outputs of b",
    ],
    [
      "a name that may become the other",
      "out/a",
      "out/a.webp",
      "its output out/a.webp is also the output of a",
    ],
    ["and the other way round", "out/a.jpg", "out/a", "its output out/a is also the output of a"],
  ])("%s", async (_, first, second, message) => {
    const problems = await problemsOf(
      images(`a: { prompt: x, output: "${first}" }`, `b: { prompt: y, output: "${second}" }`),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  test("with what {index} comes to", async () => {
    const text = (name: string) =>
      images("a: { prompt: x, count: 12, output: 'a{index}.png' }", `b: { prompt: y, output: ${name} }`);
    expect(await problemsOf(text("a12.png"))).toEqual([
      expect.stringContaining("a12.png is also the output of a"),
    ]);
    expect(await entriesOf(text("a13.png"))).toHaveLength(2);
    expect(await entriesOf(text("a012.png"))).toHaveLength(2);
    const two = images(
      "a: { prompt: x, count: 12, output: 'a{index}.png' }",
      "b: { prompt: y, count: 2, output: 'a1{index}.png' }",
    );
    expect(await problemsOf(two)).toEqual([expect.stringContaining("a11.png is also the output of a")]);
  });

  test("ids that differ in their case alone", async () => {
    expect(await problemsOf(images("hero: { prompt: x }", "Hero: { prompt: y }"))).toEqual([
      "4:3: error: Hero: its output images/Hero is also the output of hero (line 3)",
    ]);
  });
});
