import { SeedkitError } from "@seedkit/core";
import { canonicalJson } from "../key/canonical-json.ts";
import { withoutPrototype } from "../lock/format-lock.ts";
import type { Lock, LockedCall, LockedFile, LockedImage } from "../lock/lock.ts";

/** What the manifest wants of an entry: where locks disagree, what was made from this is the newer. */
export type Wanted = Pick<LockedImage, "key" | "output">;

/**
 * The union of locks. In whatever order and however often: the result is the same.
 * @throws SeedkitError `invalid_input` for locks whose keys were made by different rules
 */
export function mergeLocks(locks: readonly Lock[], wanted: ReadonlyMap<string, Wanted>): Lock {
  const [one] = locks;
  if (!one) throw new RangeError("There is nothing to merge");
  const versions = [...new Set(locks.map(({ keyVersion }) => keyVersion))];
  if (versions.length > 1) {
    const message = `The locks name images by different rules (keyVersion ${versions.sort().join(" and ")})`;
    const hint = "Nothing was merged. Run all parts with the same Seedkit.";
    throw new SeedkitError("invalid_input", message, { charged: "no", hint });
  }
  const ids = [...new Set(locks.flatMap(({ images }) => Object.keys(images)))].sort();
  const images = ids.map((id): [string, LockedImage] => {
    const found = locks.flatMap((lock) => lock.images[id] ?? []);
    return [id, mergeImages(found, wanted.get(id))];
  });
  return { version: 1, keyVersion: one.keyVersion, images: withoutPrototype(images) };
}

function mergeImages(all: readonly LockedImage[], wanted: Wanted | undefined): LockedImage {
  const [key] = preferred(all, (image) => image.key === wanted?.key)
    .map((image) => image.key)
    .sort();
  const output = canonicalJson(wanted?.output ?? {});
  const same = all.filter((image) => image.key === key);
  const best = preferred(same, (image) => canonicalJson(image.output) === output);
  const calls = mergeCalls(best, same);
  // Which of several files of one path lies there is not known: all of them are remembered.
  const nameOf = ({ path, sha256 }: LockedFile) => `${sha256} ${path}`;
  const taken = new Set(filesOf(calls).map(nameOf));
  const left = all.flatMap((image) => [...filesOf(image.calls), ...(image.replaced ?? [])]);
  const replaced = oneOfEach(
    left.filter((file) => !taken.has(nameOf(file))),
    nameOf,
  );
  // With a call of another output among them they are planned anew, of the kept originals.
  const others = same.filter((one) => one.calls.some(({ index }) => !hasCall(best, index)));
  const { calls: _, replaced: __, ...image } = smallest(others.length > 0 ? others : best);
  return { ...image, calls, ...(replaced.length > 0 && { replaced }) };
}

/** Each call once, of the best where they have it. */
function mergeCalls(best: readonly LockedImage[], all: readonly LockedImage[]): LockedCall[] {
  const callsOf = (images: readonly LockedImage[]) =>
    oneOfEach(
      images.flatMap(({ calls }) => calls),
      ({ index }) => index,
    );
  const calls = new Map([...callsOf(all), ...callsOf(best)].map((call) => [call.index, call]));
  return [...calls.values()].sort((a, b) => a.index - b.index);
}

const hasCall = (images: readonly LockedImage[], index: number) =>
  images.some(({ calls }) => calls.some((call) => call.index === index));

/** One of each name: always the same, whatever their order. */
function oneOfEach<T>(items: readonly T[], nameOf: (item: T) => unknown): T[] {
  const found = new Map<unknown, T[]>();
  for (const item of items) found.set(nameOf(item), [...(found.get(nameOf(item)) ?? []), item]);
  return [...found.values()].map(smallest);
}

function preferred<T>(items: readonly T[], isPreferred: (item: T) => boolean): readonly T[] {
  const found = items.filter(isPreferred);
  return found.length > 0 ? found : items;
}

function smallest<T>(items: readonly T[]): T {
  return items.reduce((least, item) => (canonicalJson(item) < canonicalJson(least) ? item : least));
}

const filesOf = (calls: readonly LockedCall[]): readonly LockedFile[] => calls.flatMap(({ files }) => files);
