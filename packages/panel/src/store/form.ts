import type { Field, LooseInput, Model } from "@seedkit/core";
import type { Destination } from "../host.ts";
import { fieldsOf } from "./model-fields.ts";
import type { FieldValue, FormState, PanelReference } from "./state.ts";

export const mostJobs = 15;

export const emptyForm = (model: Model): FormState => ({
  model: model.id,
  values: {},
  references: [],
  count: 1,
});

/** What a field shows: what was entered, else the model's default. */
export function fieldValue(form: FormState, field: Field): FieldValue {
  return form.values[field.name] ?? field.default ?? null;
}

export function isVisible(form: FormState, all: readonly Field[], field: Field): boolean {
  if (!field.visibleWhen) return true;
  const { field: name, equals } = field.visibleWhen;
  const other = all.find((candidate) => candidate.name === name);
  return other !== undefined && fieldValue(form, other) === equals;
}

/** Whether every place of a destination brings this field by itself. */
export function isSetByPlace({ places = [] }: Destination, name: string): boolean {
  return places.length > 0 && places.every(({ input }) => input !== undefined && name in input);
}

/** The model's input: what is visible and differs from the default, so that a new default bills nobody again. */
export function inputOf(form: FormState, model: Model): LooseInput {
  const all = fieldsOf(model);
  const entries = all.flatMap((field): [string, unknown][] => {
    if (field.control === "images") {
      return form.references.length > 0 ? [[field.name, form.references.map(({ content }) => content)]] : [];
    }
    if (!isVisible(form, all, field)) return [];
    const value = fieldValue(form, field);
    // A hidden-by-default side is sent with its default: the pair belongs together.
    const needed = field.required || field.visibleWhen !== undefined;
    return value === null || (!needed && value === field.default) ? [] : [[field.name, value]];
  });
  const input: Record<string, unknown> = Object.fromEntries(entries);
  for (const field of all) if (field.required && !(field.name in input)) input[field.name] = "";
  return input;
}

/** The form that makes this input: for Edit, Regenerate and pasted settings. */
export function formOf(model: Model, input: LooseInput, newId: () => string): FormState {
  const values: Record<string, FieldValue> = {};
  let references: readonly PanelReference[] = [];
  for (const field of fieldsOf(model)) {
    const value = input[field.name];
    if (field.control === "images" && Array.isArray(value))
      references = value.flatMap((content, at) => reference(content, at));
    else if (typeof value === "string" || typeof value === "number") values[field.name] = value;
  }
  return { model: model.id, values, references, count: 1 };

  function reference(content: unknown, at: number): PanelReference[] {
    const known = typeof content === "string" || content instanceof Uint8Array;
    return known ? [{ id: newId(), name: `Reference ${at + 1}`, content }] : [];
  }
}

/** Another model, with everything that it understands too. */
export function switchModel(form: FormState, model: Model): FormState {
  const kept = fieldsOf(model).flatMap((field): [string, FieldValue][] => {
    const value = form.values[field.name];
    const fits = value !== undefined && (!field.options || field.options.includes(String(value)));
    return fits ? [[field.name, value]] : [];
  });
  return { ...form, model: model.id, values: Object.fromEntries(kept) };
}

/** The order after one reference was taken from one place and put at another. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const target = Math.max(0, Math.min(list.length - 1, to));
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, target), ...list.slice(from, from + 1), ...rest.slice(target)];
}
