import * as z from "zod/mini";
import type { ModelDeclaration } from "./models/model.ts";

/** A model's input as JSON Schema (draft 2020-12), for editors, forms and tools. */
export function toJsonSchema(model: ModelDeclaration): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(model.input, { io: "input" });
  return { $schema, title: model.title, description: model.summary, ...schema };
}
