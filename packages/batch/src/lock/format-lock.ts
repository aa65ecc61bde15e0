import { keyVersion } from "../key/entry-key.ts";
import type { Lock, LockedCall, LockedFile, LockedImage } from "./lock.ts";

/** A lock with no image in it. */
export function emptyLock(): Lock {
  return { version: 1, keyVersion, images: withoutPrototype([]) };
}

/** The text of a lock: sorted, the same bytes whoever writes it, one line a value for merging by line. */
export function formatLock(lock: Lock): string {
  return lockText(lock, imageText);
}

/** {@link formatLock} for who writes the same lock again and again: an image that stays is not formatted anew. */
export function createLockFormat(): (lock: Lock) => string {
  const texts = new WeakMap<LockedImage, string>();
  const known = (image: LockedImage) => {
    const text = texts.get(image) ?? imageText(image);
    texts.set(image, text);
    return text;
  };
  return (lock) => lockText(lock, known);
}

function lockText(
  { version, keyVersion: rules, images }: Lock,
  textOf: (image: LockedImage) => string,
): string {
  // An object has its own order for ids that are numbers.
  const sorted = Object.fromEntries(sortedEntries(images));
  const lines = Object.entries(sorted).map(([id, image]) => `    ${JSON.stringify(id)}: ${textOf(image)}`);
  const head = JSON.stringify({ version, keyVersion: rules, images: {} }, undefined, 2);
  return lines.length === 0
    ? `${head}\n`
    : `${head.slice(0, -"}\n}".length)}\n${lines.join(",\n")}\n  }\n}\n`;
}

/** As it stands in a lock: no text in it has a line's end of its own. */
function imageText(image: LockedImage): string {
  return JSON.stringify(orderedImage(image), undefined, 2).replaceAll("\n", "\n    ");
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
