import { expect, test } from "vitest";
import { listModels, toJsonSchema } from "./index.ts";

type Property = { default?: unknown; minimum?: number; maximum?: number; enum?: string[]; type?: string };

test.each(listModels().map(({ id }) => id))("the schema of %s says what its page says", (id) => {
  const schema = toJsonSchema(id) as {
    required: string[];
    additionalProperties: boolean;
    properties: Record<string, Property>;
  };
  expect(schema).toMatchObject({ $schema: expect.stringContaining("2020-12"), type: "object" });
  expect(schema.required).toEqual(["prompt"]);
  expect(schema.additionalProperties).toBe(false);
  const { size, width, height, max_images, image_input, sequential_image_generation } = schema.properties;
  expect(size).toMatchObject({ enum: ["1K", "2K", "4K", "custom"], default: "2K" });
  for (const side of [width, height]) {
    expect(side).toMatchObject({ type: "integer", minimum: 1024, maximum: 4096, default: 2048 });
  }
  expect(max_images).toMatchObject({ type: "integer", minimum: 1, maximum: 15, default: 1 });
  expect(image_input).toMatchObject({ type: "array", items: { type: "string" } });
  expect(sequential_image_generation).toMatchObject({ enum: ["disabled", "auto"], default: "disabled" });
  // It travels: into files, editors and other processes.
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});
