import { keyVersion } from "../key/entry-key.ts";
import type { Lock, LockedCall, LockedFile, LockedImage } from "./lock.ts";

/** A lock with no image in it. */
export function emptyLock(): Lock {
  return { version: 1, keyVersion, images: withoutPrototype([]) };
}

/** The text of a lock: sorted, the same bytes whoever writes it, one line a value for merging by line. */
export function formatLock({ version, keyVersion: rules, images }: Lock): string {
  const sorted = Object.fromEntries(sortedEntries(images).map(([id, image]) => [id, orderedImage(image)]));
  return `${JSON.stringify({ version, keyVersion: rules, images: sorted }, undefined, 2)}\n`;
}

/** An object whose ids cannot meet what every object has: `constructor` is a fair id. */
export function withoutPrototype<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const object = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}

function orderedImage({
  key,
  model,
  input,
  references,
  output,
  calls,
  replaced = [],
}: LockedImage): LockedImage {
  return {
    key,
    model,
    input: sortedDeep(input) as LockedImage["input"],
    references: Object.fromEntries(sortedEntries(references)),
    output: {
      format: output.format,
      ...(output.quality === undefined ? {} : { quality: output.quality }),
      ...(output.maxWidth === undefined ? {} : { maxWidth: output.maxWidth }),
    },
    calls: calls.toSorted((a, b) => a.index - b.index).map(orderedCall),
    ...(replaced.length > 0 && {
      replaced: replaced.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).map(orderedFile),
    }),
  };
}

const placeOf = ({ path, sha256 }: LockedFile) => `${path} ${sha256}`;

function orderedCall({ index, files, cost, emulated }: LockedCall): LockedCall {
  const { micros, formatted } = cost;
  return { index, files: files.map(orderedFile), cost: { micros, formatted }, ...(emulated && { emulated }) };
}

function orderedFile({ path, sha256, width, height, bytes, original }: LockedFile): LockedFile {
  const { mediaType } = original;
  return { path, sha256, width, height, bytes, original: { sha256: original.sha256, mediaType } };
}

/** By code units: the same order under every locale. */
function sortedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (typeof value !== "object" || value === null) return value;
  const entries = sortedEntries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, one]) => [name, sortedDeep(one)]));
}
