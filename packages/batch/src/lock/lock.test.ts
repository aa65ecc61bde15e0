import { readFile } from "node:fs/promises";
import { isSeedkitError } from "@seedkit/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLockFormat, emptyLock, formatLock } from "./format-lock.ts";
import type { Lock } from "./lock.ts";
import { lockSchema } from "./lock-schema.ts";
import { parseLock } from "./parse-lock.ts";
import { isSoundLock } from "./sound-lock.ts";

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const money = fc.nat().map((micros) => ({ micros, formatted: `$${micros}` }));
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9._/-]{1,20}$/),
  fc.constantFrom("constructor", "10", "9", "é"),
);
const size = fc.nat(10_000);
const file = fc.record({
  path: name,
  sha256: hash,
  width: size,
  height: size,
  bytes: size,
  original: fc.record({ sha256: hash, mediaType: fc.constantFrom("image/jpeg", "image/png") }),
});
const image = fc.record({
  key: hash,
  model: name,
  input: fc.dictionary(name, fc.jsonValue(), { maxKeys: 4 }),
  references: fc.dictionary(name, hash, { maxKeys: 3 }),
  output: fc.record(
    { format: name, quality: fc.integer({ min: 1, max: 100 }), maxWidth: size },
    { requiredKeys: ["format"] },
  ),
  calls: fc
    .uniqueArray(fc.nat(20), { maxLength: 3 })
    .chain((indices) =>
      fc.tuple(
        ...indices.map((index) =>
          fc.record({ index: fc.constant(index), files: fc.array(file, { maxLength: 2 }), cost: money }),
        ),
      ),
    ),
});
const lock = fc.record({
  version: fc.constant(1 as const),
  keyVersion: fc.nat(5),
  images: fc.dictionary(name, image, { maxKeys: 5 }),
});
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const schema = JSON.parse(await readFile(new URL("../../schemas/lock.schema.json", import.meta.url), "utf8"));

describe("a lock", () => {
  test("that is written and read is the same, calls in order", () => {
    const isValid = new Ajv2020({ strict: false }).compile(schema);
    fc.assert(
      fc.property(lock, (given) => {
        const text = formatLock(given as Lock);
        const read = parseLock(text);
        for (const [id, one] of Object.entries(given.images)) {
          const calls = one.calls.toSorted((a, b) => a.index - b.index);
          expect(plain(read.images[id])).toEqual(plain({ ...one, calls }));
        }
        expect(Object.keys(read.images)).toHaveLength(Object.keys(given.images).length);
        expect(isValid(JSON.parse(text)), JSON.stringify(isValid.errors)).toBe(true);
      }),
    );
  });

  test("has the same bytes whoever wrote it, in whatever order", () => {
    fc.assert(
      fc.property(lock, (given) => {
        const text = formatLock(given as Lock);
        expect(formatLock(parseLock(text))).toBe(text);
        expect(formatLock(backwards(given) as Lock)).toBe(text);
      }),
    );
  });

  test("has the bytes of plain JSON in that order, also where it is written again and again", () => {
    const format = createLockFormat();
    fc.assert(
      fc.property(lock, (given) => {
        const text = formatLock(given as Lock);
        expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
        expect([format(given as Lock), format(given as Lock)]).toEqual([text, text]);
      }),
    );
  });

  test("has one line a value, sorted, and ends with a line's end", () => {
    const one = {
      key: "a".repeat(64),
      model: "m",
      input: { b: 1, a: 2 },
      references: {},
      output: { format: "png" },
      calls: [],
    };
    const text = formatLock({ ...emptyLock(), images: { b: one, a: one, B: one } });
    expect(Object.keys(JSON.parse(text).images)).toEqual(["B", "a", "b"]);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.split("\n").every((line) => line.length < 110)).toBe(true);
  });

  test("has no image that nobody put there", () => {
    expect(emptyLock().images.constructor).toBeUndefined();
    expect(parseLock(formatLock(emptyLock())).images.toString).toBeUndefined();
  });
});

describe("the quick look at a lock", () => {
  const odd = fc.constantFrom(undefined, null, "", "x", -1, 1.5, 1e300, true, false, [], {}, [1], { a: 1 });

  test("finds every good one sound, and none that the schema refuses", () => {
    fc.assert(
      fc.property(lock, fc.nat(), odd, fc.boolean(), (given, at, value, isNewField) => {
        const good = plain(formatted(given as Lock));
        expect(isSoundLock(good)).toBe(true);
        const places = placesOf(good);
        const [holder, name] = places[at % places.length] ?? [good, "version"];
        if (isNewField) holder.surplus = value;
        else holder[name] = value;
        const bad = JSON.parse(JSON.stringify(good));
        expect(isSoundLock(bad)).toBe(lockSchema.safeParse(bad).success);
      }),
      { numRuns: 500 },
    );
  });
});

const formatted = (given: Lock) => JSON.parse(formatLock(given));

/** Every field of a value, with what holds it. */
function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [
    [holder, name] as [typeof holder, string],
    ...placesOf(holder[name]),
  ]);
}

describe("a lock that cannot be read", () => {
  const whole = formatLock({ ...emptyLock() });
  test.each([
    ["is cut", whole.slice(0, -4), /not whole/],
    ["is empty", "", /not whole/],
    ["is in conflict", `<<<<<<< ours\n${whole}=======\n${whole}>>>>>>> theirs\n`, /merge conflict/],
    ["is newer", '{"version":2,"images":{}}', /version 2/],
    ["is something else", "[]", /broken at its top/],
    [
      "has a wrong value",
      '{"version":1,"keyVersion":1,"images":{"a":{"key":5}}}',
      /broken at images\.a\.key/,
    ],
  ])("because it %s is told, with what to do", (_, text, message) => {
    const error = (() => {
      try {
        return parseLock(text);
      } catch (reason) {
        return reason;
      }
    })();
    if (!isSeedkitError(error)) throw new Error("it was read");
    expect(error).toMatchObject({
      code: "invalid_input",
      charged: "no",
      message: expect.stringMatching(message),
    });
    expect(error.hint).toBeTruthy();
  });
});

/** The same value with every object's names in the opposite order; lists of calls too. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(backwards);
    return items.every((item) => typeof item === "object" && item !== null && "cost" in item)
      ? items.reverse()
      : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, backwards(one)]),
  );
}
