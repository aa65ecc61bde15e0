import { inShard, type Plan } from "@seedkit/batch";

/** What GitHub takes at most. */
const mostShards = 256;

/** The jobs that make a plan: `{"shard":["1/3","3/3"]}`, those left out that would have nothing to do. */
export function shardMatrix(
  { entries }: Pick<Plan, "entries">,
  { imagesPerShard, maxShards }: { readonly imagesPerShard: number; readonly maxShards: number },
): { readonly shard: readonly string[] } {
  const keys = entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey));
  const count = Math.min(Math.ceil(keys.length / imagesPerShard), maxShards, mostShards);
  const parts = Array.from({ length: count }, (_, at) => at + 1);
  const needed = parts.filter((index) => keys.some((key) => inShard(key, { index, count })));
  return { shard: needed.map((index) => `${index}/${count}`) };
}
