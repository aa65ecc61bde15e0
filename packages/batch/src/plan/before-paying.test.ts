import { describe, expect, test } from "vitest";
import { planProject, problemsOf, states } from "../../test/plan-project.ts";
import { images } from "../../test/read.ts";

const { write, plan, make } = planProject();

describe("before anything is paid", () => {
  test("a file that is there and not ours is a problem", async () => {
    await write("images/a.png", "mine");
    await write("out/b.JPG", "mine");
    const text = images("a: { prompt: x }", "b: { prompt: y, output: out/b.JPG }", "c: { prompt: z }");
    const planned = await plan(text);
    expect(problemsOf(planned)).toEqual([
      ["file_exists", "error", 3],
      ["file_exists", "error", 4],
    ]);
    const underway = new Set(planned.entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey)));
    expect((await plan(text, undefined, { underway })).problems).toEqual([]);
  });

  test("a file of ours under another id is free, unless it was edited", async () => {
    const lock = await make(images("a: { prompt: x, output: a.jpg }"));
    const text = images("b: { prompt: y, output: a.jpg }");
    expect((await plan(text, lock)).problems).toEqual([]);
    await write("a.jpg", "painted over");
    expect(problemsOf(await plan(text, lock))).toEqual([["file_exists", "error", 3]]);
  });

  test("a format nobody can make, and a folder nobody can write to, are problems", async () => {
    await write("file", "in the way");
    const text = images(
      "a: { prompt: x, output: a.webp }",
      "b: { prompt: y, output: b.jpg }",
      "c: { prompt: z, output: c.jpg, quality: 5 }",
      "d: { prompt: w, output: file/d.jpg }",
    );
    const planned = await plan(text, undefined, { canConvertTo: () => false });
    expect(problemsOf(planned)).toEqual([
      ["no_converter", "error", 3],
      ["no_converter", "error", 5],
      ["unwritable", "error", 6],
    ]);
    expect(
      (await plan(images("a: { prompt: x, output: a.webp }"), undefined, { canConvertTo: async () => true }))
        .problems,
    ).toEqual([]);
  });

  test("nothing is asked of what is unchanged", async () => {
    const text = images("a: { prompt: x, output: a.webp }");
    const lock = await make(text);
    expect((await plan(text, lock, { canConvertTo: () => false })).problems).toEqual([]);
  });

  test("a reference that is no image is a problem", async () => {
    await write("r.png", "no image");
    await write(
      "h.jpg",
      Uint8Array.from([
        0,
        0,
        0,
        24,
        ...new TextEncoder().encode("ftypheic"),
        0,
        0,
        0,
        0,
        ...new TextEncoder().encode("mif1heic"),
      ]),
    );
    const planned = await plan(images("a: { prompt: x, image_input: [r.png, h.jpg] }", "b: { prompt: y }"));
    expect(planned.problems.map(({ message }) => message)).toEqual([
      "a: r.png is not an image",
      "a: h.jpg is a HEIC image: export it as JPEG first",
    ]);
    expect(states(planned)).toEqual([["b", "new", "", 1]]);
  });

  test("equal requests are warned about, not folded", async () => {
    const planned = await plan(images("a: { prompt: x }", "b: { prompt: x, size: 2K }"));
    expect(planned.problems).toMatchObject([{ code: "equal_prompts", severity: "warning", line: 4 }]);
    expect(planned.jobCount).toBe(2);
  });

  test("files beyond the count are told", async () => {
    const lock = await make(images("a: { prompt: x, count: 3, output: 'a{index}.jpg' }"));
    const planned = await plan(images("a: { prompt: x, count: 2, output: 'a{index}.jpg' }"), lock);
    expect(states(planned)).toEqual([["a", "unchanged", "", 0]]);
    expect(planned.problems).toMatchObject([
      { code: "surplus_files", message: expect.stringContaining("a3.jpg") },
    ]);
  });

  test("what the model would warn about is told", async () => {
    const long = "word ".repeat(700);
    const [short, wordy] = (
      await plan(images("a: { prompt: x, width: 1024 }", `b: { prompt: ${long}, width: 1024 }`))
    ).entries;
    expect(short?.warnings.map(({ code }) => code)).toContain("unused_sides");
    expect(short?.warnings.map(({ code }) => code)).not.toContain("long_prompt");
    expect(wordy?.warnings.map(({ code }) => code)).toContain("long_prompt");
  });
});
