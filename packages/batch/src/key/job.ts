import type { Entry } from "../manifest/entry.ts";

/** One call to make: an entry's call `index` of `entry.count`. */
export type Job = {
  readonly entry: Entry;
  /** From 0. */
  readonly index: number;
  /** The entry's key: the same for all its calls. */
  readonly key: string;
  /** `<key>-<index>`: names the job in ledgers, shards and queues. */
  readonly jobKey: string;
  /** SHA-256 of each local reference, by path. */
  readonly referenceHashes: Readonly<Record<string, string>>;
};
