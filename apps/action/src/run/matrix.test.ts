import { expect, test } from "vitest";
import { shardMatrix } from "./matrix.ts";

type Plan = Parameters<typeof shardMatrix>[0];

const plan = (jobs: number) =>
  ({
    entries: [{ jobs: Array.from({ length: jobs }, (_, at) => ({ jobKey: `key-${at}` })) }],
  }) as unknown as Plan;

test.each([
  [0, 25, 16, 0],
  [1, 25, 16, 1],
  [26, 25, 16, 2],
  [5000, 25, 16, 16],
  [5000, 1, 256, 256],
  [100_000, 1, 256, 256],
])("%i images, %i a shard, at most %i shards: %i", (jobs, imagesPerShard, maxShards, most) => {
  const { shard } = shardMatrix(plan(jobs), { imagesPerShard, maxShards });
  expect(shard.length).toBeLessThanOrEqual(most);
  expect(shard.length > 0).toBe(jobs > 0);
  for (const part of shard) expect(part).toMatch(new RegExp(`^\\d+/${most}$`));
});
