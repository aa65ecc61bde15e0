import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

const published = JSON.parse(await readFile(new URL("../schema/batch.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
ajv.addSchema(published, "batch");

const engine = createRequire(new URL("../package.json", import.meta.url));

/** Holds what batch wrote against a schema that is published with the engine. */
export async function expectPublished(kind: "lock" | "ledger" | "results", documents: readonly unknown[]) {
  const file = engine.resolve(`@seedkit/batch/schemas/${kind}.schema.json`);
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(
    JSON.parse(await readFile(file, "utf8")),
  );
  for (const document of documents) {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  }
}

/** Reads a document that was printed, and holds it against one definition of the published schema. */
// biome-ignore lint/suspicious/noExplicitAny: the schema says what it is
export function documentOf(definition: string, text: string): any {
  const document = JSON.parse(text);
  const validate = ajv.getSchema(`batch#/$defs/${definition}`);
  if (!validate) throw new Error(`There is no definition ${definition}`);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return document;
}
