import * as z from "zod/mini";
import { lockSchema } from "./lock-schema.ts";

/** The lock as JSON Schema (draft 2020-12). */
export function lockJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(lockSchema);
  return {
    $schema,
    title: "seedkit.lock",
    description: "What each image of a manifest was made from, and its files. Written by Seedkit; committed.",
    ...schema,
  };
}
