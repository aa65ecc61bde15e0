import fc from "fast-check";
import { expect, test } from "vitest";
import { faultsJsonSchema, journalJsonSchema } from "../src/index.ts";
import { journalSchema } from "../src/json-schemas.ts";
import { post, startEmulator } from "./service.ts";

const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("1K", "2K", "4K", "custom", "16:9", "auto", "match_input_image", 1024, 2048, 4096, 15, 1),
  fc.array(fc.constantFrom("data:,", "https://example.com/a.png", "data:image/png;base64,AAAA", ""), {
    maxLength: 16,
  }),
);
const field = fc.constantFrom(
  "size",
  "aspect_ratio",
  "width",
  "height",
  "image_input",
  "max_images",
  "prompt",
  "seed",
);
const body = fc.oneof(
  fc.string(),
  fc.jsonValue().map((json) => JSON.stringify(json)),
  fc
    .array(fc.tuple(field, value), { maxLength: 5 })
    .map((fields) => JSON.stringify({ prompt: "x", ...Object.fromEntries(fields) })),
);

test("any body gets an answer: an image or a 400 on v1, a job on v2", async () => {
  const emulator = await startEmulator({ credits: 1e6, maxReferences: "any" });
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom("seedream-4", "seedream-4.5"), async (text, slug) => {
      const queued = await post(emulator, `/v2/${slug}`, text);
      expect([200, 400]).toContain(queued.status);
      const answer = await post(emulator, `/v1/${slug}`, text);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 400) expect(await answer.json()).toEqual({ error: expect.any(String) });
    }),
    { numRuns: 300 },
  );
  expect(journalSchema.parse(emulator.journal)).toEqual(emulator.journal);
});

test("the published schemas are JSON", () => {
  for (const schema of [journalJsonSchema(), faultsJsonSchema()]) {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema.$schema).toContain("2020-12");
  }
});
