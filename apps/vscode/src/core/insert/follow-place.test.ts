import fc from "fast-check";
import { expect, test } from "vitest";
import { type Change, followPlace } from "./follow-place.ts";

/** The text after changes that are told as of the text before. */
function apply(text: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (rest, { offset, length, text: put }) => rest.slice(0, offset) + put + rest.slice(offset + length),
      text,
    );
}

test("a place moves with the text before it, and not with the text behind it", () => {
  expect(followPlace(5, [{ offset: 0, length: 0, text: "ab" }])).toBe(7);
  expect(followPlace(5, [{ offset: 1, length: 3, text: "" }])).toBe(2);
  expect(followPlace(5, [{ offset: 6, length: 3, text: "ab" }])).toBe(5);
});

test("what is typed exactly there comes behind it", () => {
  expect(followPlace(5, [{ offset: 5, length: 0, text: "ab" }])).toBe(5);
});

test("where its text was replaced, it stands behind what came instead", () => {
  expect(followPlace(5, [{ offset: 3, length: 4, text: "x" }])).toBe(4);
});

test("a mark stays at its place, however the text around it is changed", () => {
  const changes = fc
    .array(fc.record({ gap: fc.nat(5), length: fc.nat(4), text: fc.stringMatching(/^[a-z]{0,4}$/) }), {
      maxLength: 6,
    })
    .map((parts) => {
      let at = 0;
      return parts.map(({ gap, length, text }): Change => {
        const change = { offset: at + gap, length, text };
        at += gap + length + 1;
        return change;
      });
    });
  fc.assert(
    fc.property(changes, fc.nat(60), (all, place) => {
      const text = "-".repeat(60);
      const marked = `${text.slice(0, place)}|${text.slice(place)}`;
      fc.pre(all.every(({ offset, length }) => offset + length <= 60));
      // A change that reaches over the mark would take it away.
      const around = all.filter(({ offset, length }) => !(offset < place && place < offset + length));
      const shifted = around.map((change) => ({
        ...change,
        offset: change.offset >= place ? change.offset + 1 : change.offset,
      }));
      expect(followPlace(place, around)).toBe(apply(marked, shifted).indexOf("|"));
    }),
  );
});
