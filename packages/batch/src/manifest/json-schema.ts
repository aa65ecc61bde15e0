import { listModels, type Model, toJsonSchema } from "@seedkit/core";
import { mostCalls } from "./own-fields.ts";

type Schema = Readonly<Record<string, unknown>>;

const text = { type: "string", minLength: 1 };
const list = (items: Schema, more: Schema = {}) => ({ type: "array", items, maxItems: 100, ...more });

/** The manifest as JSON Schema (draft 2020-12), for completion and help in editors. */
export function manifestJsonSchema(models: readonly Model[] = listModels()): Record<string, unknown> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Seedkit manifest",
    description: "The images a project wants. Only what changed is made again.",
    type: "object",
    required: ["version", "images"],
    properties: {
      version: { const: 1 },
      defaults: {
        $ref: "#/$defs/fields",
        description: "Fields of every image that does not name them itself",
      },
      images: {
        type: "object",
        description: "Each image by its id",
        additionalProperties: false,
        patternProperties: { "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$": { $ref: "#/$defs/image" } },
      },
    },
    patternProperties: extension,
    additionalProperties: false,
    $defs: {
      fields: { type: "object", properties: fieldSchemas(models), ...closed, ...modelRules(models) },
      image: {
        type: "object",
        properties: { ...fieldSchemas(models), matrix: matrixSchema },
        ...closed,
        ...modelRules(models),
        not: { required: ["prompt", "prompt_file"] },
      },
    },
  };
}

const extension = { "^x-": { description: "For people and other tools: read by nobody here" } };
const closed = { patternProperties: extension, additionalProperties: false };

const matrixSchema = {
  description: "Variables: one image for each combination, with {name} filled into prompt, files and output",
  type: "object",
  propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_]*$", not: { enum: ["id", "index", "model"] } },
  additionalProperties: list({ type: ["string", "number", "boolean"] }, { minItems: 1 }),
};

function ownSchemas(models: readonly Model[]): Record<string, Schema> {
  const ids = models.map(({ id }) => id);
  return {
    model: { description: "The model", enum: ids, default: ids.at(-1) },
    prompt_file: { description: "A file that holds the prompt, relative to the manifest", ...text },
    output: {
      description:
        "Where the image goes, relative to the manifest; {id}, {model}, {index} and variables are filled in. " +
        "The extension tells the format: .jpg, .png, .webp, .avif, or none for what the service sends.",
      default: "images/{id}",
      ...text,
    },
    count: {
      description: "How many calls are made, each paid for",
      ...{ type: "integer", minimum: 1, maximum: mostCalls, default: 1 },
    },
    tags: { description: "Names to pick images by", ...list(text) },
    quality: { description: "Of formats that lose, 1-100", type: "integer", minimum: 1, maximum: 100 },
    max_width: {
      description: "px; a wider image is scaled down",
      ...{ type: "integer", minimum: 1, maximum: 16_384 },
    },
  };
}

/** Every field, of whatever model: an editor completes before it knows which. */
function fieldSchemas(models: readonly Model[]): Record<string, Schema> {
  const merged = new Map<string, Map<string, Schema>>();
  for (const model of models) {
    for (const [name, schema] of Object.entries(propertiesOf(model))) {
      const known = merged.get(name) ?? new Map<string, Schema>();
      known.set(JSON.stringify(schema), schema);
      merged.set(name, known);
    }
  }
  const fields = [...merged].map(([name, schemas]): [string, Schema] => {
    const all = [...schemas.values()];
    return [name, all.length === 1 ? (all[0] as Schema) : { anyOf: all }];
  });
  return { ...Object.fromEntries(fields), ...ownSchemas(models) };
}

/** Where an image names its model, exactly that model's values hold. */
function modelRules(models: readonly Model[]): { allOf: Schema[] } {
  return {
    allOf: models.map((model) => ({
      if: { properties: { model: { const: model.id } }, required: ["model"] },
      // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
      then: { properties: propertiesOf(model) },
    })),
  };
}

function propertiesOf(model: Model): Record<string, Schema> {
  const { properties } = toJsonSchema(model) as { properties: Record<string, Schema> };
  const { image_input: references, ...rest } = properties;
  if (!references) return rest;
  const items = { description: "An address, a data URI, or a file relative to the manifest", ...text };
  return { ...rest, image_input: { ...references, items } };
}
