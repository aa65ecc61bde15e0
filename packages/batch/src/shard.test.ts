import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inShard } from "./shard.ts";

describe("inShard", () => {
  test("puts each job into exactly one part, for any number of parts", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 16 }), (job, count) => {
        const parts = Array.from({ length: count }, (_, index) => inShard(job, { index: index + 1, count }));
        expect(parts.filter(Boolean)).toHaveLength(1);
      }),
    );
  });

  test("spreads jobs evenly, also the calls of one entry", () => {
    const key = "ab".repeat(32);
    for (const count of [2, 3, 7, 16]) {
      const sizes = Array.from({ length: count }, (_, index) => {
        const jobs = Array.from({ length: 4000 }, (_, call) => `${key}-${call}`);
        return jobs.filter((job) => inShard(job, { index: index + 1, count })).length;
      });
      for (const size of sizes) expect(size).toBeGreaterThan((4000 / count) * 0.75);
    }
  });

  test.each([
    [0, 4],
    [5, 4],
    [1.5, 4],
    [1, 0],
    [Number.NaN, 2],
  ])("%s/%s is refused", (index, count) => {
    expect(() => inShard("a", { index, count })).toThrow(/is no part/);
  });
});
