import type { LooseInput, Reference } from "@seedkit/core";
import type { Entry } from "./entry.ts";

/** The whole input of an entry as the client takes it: `bytesOf` gives what a local reference holds. */
export function inputWithReferences(entry: Entry, bytesOf: (path: string) => Reference): LooseInput {
  if (entry.references.length === 0) return entry.input;
  const list = [...((entry.input.image_input ?? []) as readonly Reference[])];
  // In their order each lands at the place it was named.
  for (const { index, path } of entry.references) list.splice(index, 0, bytesOf(path));
  return { ...entry.input, image_input: list };
}
