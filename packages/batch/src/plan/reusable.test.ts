import { unlink } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { planProject, states } from "../../test/plan-project.ts";
import { images } from "../../test/read.ts";

const { write, plan, make, path } = planProject();

describe("what was paid for already", () => {
  const before = images("a: { prompt: x, output: a.jpg }");

  test("is made into another file for nothing, from the original", async () => {
    const lock = await make(before, { originals: true });
    const planned = await plan(images("a: { prompt: x, output: b.webp, max_width: 10 }"), lock);
    expect(states(planned)).toEqual([["a", "changed", "format max_width", 1]]);
    expect(planned.entries[0]?.reusable).toMatchObject([
      { job: { index: 0 }, files: [{ kind: "original" }] },
    ]);
    expect(planned).toMatchObject({ cost: { max: { micros: 0 } }, expectedMs: 0, jobCount: 1 });
  });

  test("is moved to another name, also without the original", async () => {
    const lock = await make(before);
    const planned = await plan(images("a: { prompt: x, output: b.jpg }"), lock);
    expect(states(planned)).toEqual([["a", "changed", "output", 1]]);
    expect(planned.entries[0]?.reusable).toMatchObject([{ files: [{ kind: "file", from: "a.jpg" }] }]);
    expect(planned.cost.max.micros).toBe(0);
  });

  test("has the format already that is only named now", async () => {
    const lock = await make(images("a: { prompt: x }"));
    expect(states(await plan(images("a: { prompt: x, output: images/a.jpg }"), lock))).toEqual([
      ["a", "unchanged", "", 0],
    ]);
    for (const [before, now] of [
      ["", "output: images/a.png"],
      ["output: images/a.png", "output: images/a.jpg"],
      ["output: images/a.png", ""],
      ["", "output: images/a.jpg, quality: 5"],
    ] as const) {
      const made = await make(images(`a: { prompt: x, ${before} }`));
      const [entry] = (await plan(images(`a: { prompt: x, ${now} }`), made)).entries;
      expect(entry, `${before} to ${now}`).toMatchObject({ state: "changed", reusable: [] });
    }
  });

  test("is paid for again where nothing is left of it", async () => {
    const lock = await make(before);
    await unlink(path("a.jpg"));
    const planned = await plan(before, lock);
    expect(planned.entries[0]).toMatchObject({ state: "missing", reusable: [] });
    expect(planned.cost.max.micros).toBe(40_000);
  });

  test("by another id is only renamed, also into another folder", async () => {
    const lock = await make(images("a: { prompt: x, count: 2 }", "b: { prompt: y, output: b.jpg }"));
    const planned = await plan(images("z: { prompt: x, count: 3 }", "c: { prompt: y, output: b.jpg }"), lock);
    expect(states(planned)).toEqual([
      ["z", "changed", "id", 3],
      ["c", "changed", "id", 1],
    ]);
    expect(planned.entries[0]?.reusable).toMatchObject([
      { job: { index: 0 }, cost: { micros: 40_000 }, files: [{ kind: "file", from: "images/a-1.jpg" }] },
      { job: { index: 1 }, files: [{ from: "images/a-2.jpg" }] },
    ]);
    expect(planned.cost.max.micros).toBe(40_000);
    expect(planned.problems).toEqual([]);
    expect(planned.orphans.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("is given to one entry only, and to none while its own entry is there", async () => {
    const lock = await make(images("a: { prompt: x }"));
    const two = await plan(images("b: { prompt: x }", "c: { prompt: x }"), lock);
    expect(two.cost.max.micros).toBe(40_000);
    const beside = await plan(images("a: { prompt: x }", "b: { prompt: x }"), lock);
    expect(states(beside)[1]).toEqual(["b", "new", "", 1]);
  });

  test("and was edited since is not taken for what was paid", async () => {
    const lock = await make(images("a: { prompt: x }"));
    await write("images/a.jpg", "painted over");
    const planned = await plan(images("b: { prompt: x }"), lock);
    expect(planned.entries[0]?.reusable).toEqual([]);
  });
});
