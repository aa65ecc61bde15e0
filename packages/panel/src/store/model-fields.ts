import { type Field, fields, type Model } from "@seedkit/core";

const known = new WeakMap<Model, readonly Field[]>();

/** A model's fields, worked out once: the form asks for them at every key. */
export function fieldsOf(model: Model): readonly Field[] {
  const found = known.get(model) ?? fields(model);
  known.set(model, found);
  return found;
}
