import { getModel } from "@seedkit/core";
import { expect, test } from "vitest";
import type { Draft } from "./draft.ts";
import { quote } from "./quote.ts";

const model = getModel("seedream-4.5");
const draft: Draft = { prompt: "a fox", model: model.id, choices: {}, references: [], count: 1 };

/** A PNG's first bytes, as far as its size stands in them. */
function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

test("a quote tells price, size, time and how many images", () => {
  expect(quote(draft, model)).toMatchObject({
    ok: true,
    plan: { width: 2048, height: 2048, certainty: "exact" },
    cost: { formatted: "$0.04" },
    images: { min: 1, max: 1 },
    typicalMs: model.typicalMs,
  });
});

test("several calls cost several times, and auto is a range", () => {
  const auto = { ...draft, count: 4, choices: { sequential_image_generation: "auto", max_images: 3 } };
  expect(quote(auto, model)).toMatchObject({
    cost: { formatted: "$0.16-$0.48" },
    images: { min: 4, max: 12 },
  });
});

test("the price stands there before the prompt does", () => {
  expect(quote({ ...draft, prompt: "  " }, model)).toMatchObject({ ok: true });
});

test("the size follows the first reference, and is an estimate where that cannot be read", () => {
  expect(quote(draft, model, [pngHeader(1600, 900)])).toMatchObject({
    ok: true,
    plan: { width: 2624, height: 1472, certainty: "estimate" },
  });
  expect(quote(draft, model, [undefined])).toMatchObject({ ok: true, plan: { certainty: "estimate" } });
});

test("what the model refuses comes with the nearest value it takes", () => {
  const wide = { ...draft, choices: { size: "custom", width: 5000, height: 2048 } };
  expect(quote(wide, model)).toMatchObject({
    ok: false,
    issues: [{ path: "width", nearest: 4096, message: expect.stringContaining("1024-4096") }],
  });
});

test("a reference that is no image is an issue of the references", () => {
  const quoted = quote(draft, model, [new TextEncoder().encode("hello")]);
  expect(quoted).toMatchObject({ ok: false, issues: [{ path: "image_input[0]" }] });
});
