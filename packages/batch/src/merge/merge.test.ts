import { money } from "@seedkit/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatLock, withoutPrototype } from "../lock/format-lock.ts";
import type { Lock, LockedImage } from "../lock/lock.ts";
import { mergeLocks } from "./merge-locks.ts";

const file = fc
  .record({ path: fc.constantFrom("a.jpg", "b.jpg", "c.jpg"), sha256: fc.constantFrom("1", "2") })
  .map((part) => ({
    ...part,
    width: 1,
    height: 1,
    bytes: 1,
    original: { sha256: part.sha256, mediaType: "image/jpeg" },
  }));
const call = fc.record({
  index: fc.integer({ min: 0, max: 2 }),
  files: fc.array(file, { minLength: 1, maxLength: 2 }),
});
const image = fc
  .record({
    key: fc.constantFrom("k1", "k2"),
    format: fc.constantFrom("jpg", "webp"),
    calls: fc.uniqueArray(call, { selector: ({ index }) => index, maxLength: 3 }),
  })
  .map(
    ({ key, format, calls }): LockedImage => ({
      key,
      model: "m",
      input: { prompt: key },
      references: {},
      output: { format },
      calls: calls.map((one) => ({ ...one, cost: money(1) })),
    }),
  );
const lock = fc
  .dictionary(fc.constantFrom("x", "y", "constructor"), image)
  .map((images): Lock => ({ version: 1, keyVersion: 1, images: withoutPrototype(Object.entries(images)) }));
const locks = fc.array(lock, { minLength: 1, maxLength: 5 });
const wanted = new Map([["x", { key: "k1", output: { format: "webp" } }]]);
const merged = (all: readonly Lock[]) => formatLock(mergeLocks(all, wanted));

test("merging again changes nothing, and neither does the order", () => {
  fc.assert(
    fc.property(locks, fc.integer({ min: 0, max: 4 }), (all, at) => {
      const once = merged(all);
      const result = mergeLocks(all, wanted);
      expect(merged([result, ...all])).toBe(once);
      expect(merged([...all.slice(at), ...all.slice(0, at)])).toBe(once);
      expect(merged(all.toReversed())).toBe(once);
    }),
  );
});

test("one after the other or all at once is the same, where the outputs are", () => {
  const same = locks.map((all) =>
    all.map(
      (one): Lock => ({
        ...one,
        images: withoutPrototype(
          Object.entries(one.images).map(([id, image]) => [id, { ...image, output: { format: "jpg" } }]),
        ),
      }),
    ),
  );
  fc.assert(
    fc.property(same, fc.integer({ min: 0, max: 4 }), (all, at) => {
      expect(merged([mergeLocks(all.slice(0, at + 1), wanted), ...all.slice(at + 1)])).toBe(merged(all));
    }),
  );
});

test("no call and no file is lost that was made from what the manifest wants", () => {
  fc.assert(
    fc.property(locks, (all) => {
      const x = mergeLocks(all, wanted).images.x;
      const indexes = all
        .flatMap(({ images }) => (images.x?.key === "k1" ? images.x.calls : []))
        .map(({ index }) => index);
      if (indexes.length > 0) expect(x?.key).toBe("k1");
      for (const index of indexes) expect(x?.calls.map((one) => one.index)).toContain(index);
      const known = new Set(
        [...(x?.calls.flatMap(({ files }) => files) ?? []), ...(x?.replaced ?? [])].map(({ path }) => path),
      );
      for (const { images } of all) {
        for (const { files } of images.x?.calls ?? [])
          for (const { path } of files) expect(known).toContain(path);
      }
    }),
  );
});

test("locks of different rules are refused", () => {
  const empty: Lock = { version: 1, keyVersion: 1, images: {} };
  expect(() => merged([empty, { ...empty, keyVersion: 2 }])).toThrow("keyVersion 1 and 2");
});
