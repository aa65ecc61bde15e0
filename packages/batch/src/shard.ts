import { SeedkitError } from "@seedkit/core";

/** One part of a batch: `index` of `count`, from 1. */
export type Shard = { readonly index: number; readonly count: number };

/**
 * Whether a job falls into a part. Each job falls into exactly one, whoever asks, on whatever machine.
 * @throws SeedkitError `invalid_input` for a part that cannot be
 */
export function inShard(jobKey: string, { index, count }: Shard): boolean {
  if (!Number.isInteger(count) || !Number.isInteger(index) || count < 1 || index < 1 || index > count) {
    throw new SeedkitError("invalid_input", `${index}/${count} is no part: write 1/4 for the first of four`, {
      charged: "no",
    });
  }
  return spread(jobKey) % count === index - 1;
}

/** FNV-1a, 32 bits, stirred at the end: its low bits alone follow the last character. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
