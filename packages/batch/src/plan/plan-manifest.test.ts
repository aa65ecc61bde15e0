import { rename, unlink } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { planProject, problemsOf, states } from "../../test/plan-project.ts";
import { images } from "../../test/read.ts";
import { keyVersion } from "../key/entry-key.ts";

const png = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

const { write, plan, make, path } = planProject();

describe("an entry is", () => {
  test("new, with what it costs and how long it takes", async () => {
    const text = images(
      "a: { prompt: x, count: 3 }",
      "b: { prompt: y, model: seedream-4, sequential_image_generation: auto, max_images: 5 }",
    );
    const planned = await plan(text, undefined, { concurrency: 2 });
    expect(states(planned)).toEqual([
      ["a", "new", "", 3],
      ["b", "new", "", 1],
    ]);
    expect(planned.cost).toMatchObject({ min: { micros: 155_000 }, max: { micros: 295_000 } });
    expect(planned).toMatchObject({ jobCount: 4, problems: [], expectedMs: (3 * 32_230 + 20_660) / 2 });
    expect(planned.entries[0]?.jobs[1]).toMatchObject({ index: 1, jobKey: `${planned.entries[0]?.key}-1` });
    const alone = await plan(images("a: { prompt: x }"), undefined, { concurrency: 9 });
    expect(alone.expectedMs).toBe(32_230);
  });

  test("unchanged, also with defaults said, moved lines, other tags", async () => {
    const lock = await make(images("a: { prompt: x }", "b: { prompt: y, count: 2 }"));
    const planned = await plan(
      images("b: { count: 2, prompt: y, size: 2K }", "a: { prompt: x, tags: [t] }"),
      lock,
    );
    expect(states(planned)).toEqual([
      ["b", "unchanged", "", 0],
      ["a", "unchanged", "", 0],
    ]);
    expect(planned).toMatchObject({ jobCount: 0, expectedMs: 0, orphans: [], problems: [] });
    expect(planned.cost.max.micros).toBe(0);
  });

  test("changed, and it is told in which field", async () => {
    await write("r.png", png);
    const lock = await make(
      images(
        "a: { prompt: x, size: 4K }",
        "b: { prompt: x, image_input: [r.png] }",
        "c: { prompt: x }",
        "d: { prompt: x }",
      ),
    );
    await write("r.png", Uint8Array.of(...png, 0));
    const planned = await plan(
      images(
        "a: { prompt: z, aspect_ratio: 3:2 }",
        "b: { prompt: x, image_input: [r.png] }",
        "c: { prompt: x, model: seedream-4 }",
        "d: { prompt: x, image_input: ['https://a.example/'] }",
      ),
      lock,
    );
    expect(states(planned)).toEqual([
      ["a", "changed", "aspect_ratio prompt size", 1],
      ["b", "changed", "references", 1],
      ["c", "changed", "model", 1],
      ["d", "changed", "image_input", 1],
    ]);
  });

  test("missing, and incomplete: only what is not there is made", async () => {
    const lock = await make(images("a: { prompt: x, count: 3 }", "b: { prompt: y }"));
    await unlink(path("images/a-2.jpg"));
    const planned = await plan(
      images("a: { prompt: x, count: 3 }", "b: { prompt: y, count: 2, output: 'images/b{index}' }"),
      {
        ...lock,
      },
    );
    expect(planned.entries[0]).toMatchObject({
      state: "missing",
      files: ["images/a-2.jpg"],
      jobs: [{ index: 1 }],
    });
    expect(planned.entries[1]?.jobs.map(({ index }) => index)).toEqual([0, 1]);
    const more = await plan(
      images("a: { prompt: x, count: 3 }", "b: { prompt: y }", "c: { prompt: z, count: 4 }"),
      {
        ...lock,
        images: { ...lock.images, ...(await make(images("c: { prompt: z, count: 2 }"))).images },
      },
    );
    expect(states(more)[2]).toEqual(["c", "incomplete", "", 2]);
  });

  test("edited by hand, and left alone until it is asked for", async () => {
    const lock = await make(images("a: { prompt: x }", "b: { prompt: y }"));
    await write("images/a.jpg", "painted over");
    await write("images/b.jpg", "painted over");
    const text = images("a: { prompt: x }", "b: { prompt: new }");
    const planned = await plan(text, lock);
    expect(states(planned)).toEqual([
      ["a", "edited", "", 0],
      ["b", "edited", "prompt", 0],
    ]);
    expect(planned.entries[0]?.files).toEqual(["images/a.jpg"]);
    expect(problemsOf(planned)).toEqual([
      ["edited", "warning", 3],
      ["edited", "warning", 4],
    ]);
    expect((await plan(text, lock, { overwriteEdited: true })).jobCount).toBe(2);
  });

  test("an orphan where the manifest does not name it any more, whatever was selected", async () => {
    const lock = await make(images("a: { prompt: x }", "b: { prompt: y }"));
    const planned = await plan(images("a: { prompt: x }", "c: { prompt: y }"), lock, { only: ["c"] });
    expect(planned.orphans).toEqual([{ id: "b", files: ["images/b.jpg"] }]);
  });

  test("compared field by field with a lock of other rules, so that nobody pays for new rules", async () => {
    const text = images("a: { prompt: x }", "b: { prompt: y }");
    const { images: made } = await make(text);
    const images_ = Object.fromEntries(
      Object.entries(made).map(([id, one]) => [id, { ...one, key: "0".repeat(64) }]),
    );
    const lock = { version: 1, keyVersion: keyVersion + 1, images: images_ } as const;
    expect(states(await plan(images("a: { prompt: x }", "b: { prompt: new }"), lock))).toEqual([
      ["a", "unchanged", "", 0],
      ["b", "changed", "prompt", 1],
    ]);
  });
});

test("a renamed file of the project leaves its entry missing, not somebody else's", async () => {
  const text = images("a: { prompt: x, output: a.jpg }");
  const lock = await make(text);
  await rename(path("a.jpg"), path("b.jpg"));
  expect(states(await plan(text, lock))).toEqual([["a", "missing", "", 1]]);
});
