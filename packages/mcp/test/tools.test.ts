import { readFile } from "node:fs/promises";
import { fields, listModels } from "@seedkit/core";
import { expect, test } from "vitest";
import { toolDescriptors } from "../src/tools/index.ts";
import { createWorld, textOf } from "./world.ts";

type Property = { enum?: string[]; minimum?: number; maximum?: number; description?: string };

test("one schema takes every field and value of every model", () => {
  for (const { name, inputSchema } of toolDescriptors().slice(0, 3)) {
    const properties = inputSchema.properties as Record<string, Property>;
    for (const model of listModels()) {
      expect(properties.model?.enum).toContain(model.id);
      for (const field of fields(model)) {
        if (name === "seedkit_generate_image" && field.name === "image_input") continue;
        const property = properties[field.name];
        expect(property?.description, field.name).toBeTruthy();
        expect(property?.enum ?? []).toEqual(expect.arrayContaining([...(field.options ?? [])]));
        expect(property?.minimum ?? 0).toBeLessThanOrEqual(field.min ?? 0);
        expect(property?.maximum ?? 0).toBeGreaterThanOrEqual(field.max ?? 0);
      }
    }
  }
});

test("the client hears of the tools as they are described", async () => {
  const { client } = await createWorld();
  const { tools } = await client.listTools();
  const described = toolDescriptors();
  expect(tools.map(({ name }) => name)).toEqual(described.map(({ name }) => name));
  for (const [index, { title, inputSchema, annotations }] of tools.entries()) {
    expect(title).toBe(described[index]?.title);
    expect(inputSchema).toMatchObject(described[index]?.inputSchema ?? {});
    expect(annotations).toEqual(described[index]?.annotations);
  }
  expect(client.getInstructions()).toContain("seedkit_plan");
});

test("models come with price, usual time, limits and every field", async () => {
  const { call, emulator } = await createWorld();
  const all = await call("seedkit_models");
  for (const model of listModels()) {
    expect(textOf(all)).toContain(model.id);
    for (const { name } of fields(model)) expect(textOf(all)).toContain(`- ${name}`);
  }
  expect(all.structuredContent).toMatchObject({
    models: [{ price: { micros: 35_000 } }, { isDefault: true }],
  });
  expect((await call("seedkit_models", { model: "seedream-4" })).structuredContent).toMatchObject({
    models: [{ id: "seedream-4" }],
  });
  expect((await call("seedkit_models", { model: "seedream-5" })).isError).toBe(true);
  expect(emulator.journal.requests).toEqual([]);
});

test("the README's table is the tools", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const rows = [...readme.matchAll(/^\| `(seedkit_\w+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(toolDescriptors().map(({ name }) => name));
});
