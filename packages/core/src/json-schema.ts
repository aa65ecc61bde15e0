import * as z from "zod";
import type { Model } from "./models/define-model.ts";

/** A model's input as JSON Schema (draft 2020-12), for editors, forms and tools. */
export function toJsonSchema(model: Model): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(model.input, { io: "input" });
  return { $schema, title: model.title, description: model.summary, ...schema };
}
