import { describe, expect, test } from "vitest";
import { planProject, states } from "../../test/plan-project.ts";
import { images } from "../../test/read.ts";

const { plan } = planProject();

describe("a part of a manifest", () => {
  const text = images(
    "hero: { prompt: x, matrix: { c: [red, blue] }, tags: [web] }",
    "icon-a: { prompt: a, tags: [web, icons] }",
    "icon-b: { prompt: b }",
  );
  const idsOf = async (...only: string[]) => states(await plan(text, undefined, { only })).map(([id]) => id);

  test("is picked by id, id before the matrix, tag or glob", async () => {
    expect(await idsOf("icon-b")).toEqual(["icon-b"]);
    expect(await idsOf("hero")).toEqual(["hero/red", "hero/blue"]);
    expect(await idsOf("hero/blue")).toEqual(["hero/blue"]);
    expect(await idsOf("icons", "icon-b")).toEqual(["icon-a", "icon-b"]);
    expect(await idsOf("icon-*")).toEqual(["icon-a", "icon-b"]);
    expect(await idsOf("*/red")).toEqual(["hero/red"]);
    expect(await idsOf("web")).toEqual(["hero/red", "hero/blue", "icon-a"]);
  });

  test("that picks nothing is a problem", async () => {
    const planned = await plan(text, undefined, { only: ["heros"] });
    expect(planned.problems).toMatchObject([
      { code: "nothing_selected", severity: "error", nearest: "hero" },
    ]);
  });

  test("by shards is the whole, each job once", async () => {
    const many = images(
      ...Array.from({ length: 40 }, (_, index) => `i${index}: { prompt: p${index}, count: 2 }`),
    );
    const whole = (await plan(many)).entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey));
    for (const count of [1, 3, 16]) {
      const parts: string[] = [];
      for (let index = 1; index <= count; index++) {
        const part = await plan(many, undefined, { shard: { index, count } });
        expect(part.cost.max.micros).toBe(40_000 * part.jobCount);
        parts.push(...part.entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey)));
      }
      expect(parts.toSorted()).toEqual(whole.toSorted());
    }
  });
});
