import { type Field, fields, type LooseInput, type Model } from "@seedkit/core";
import type { Choices, Draft } from "./draft.ts";

/** The field that the first step asks for. */
export const promptField = "prompt";

/** The fields that are chosen in the review, in the model's order, as far as they matter now. */
export function chosenFields(model: Model, choices: Choices): readonly Field[] {
  const all = fields(model);
  return all.filter(
    (field) => field.name !== promptField && field.control !== "images" && isVisible(all, choices, field),
  );
}

/** The fields that matter only while this one has its value: they are asked for right after it. */
export function dependentFields(model: Model, choices: Choices, name: string): readonly Field[] {
  return chosenFields(model, choices).filter((field) => field.visibleWhen?.field === name);
}

/** What a field has: what was chosen, else the model's default. Null: the service decides. */
export const fieldValue = (choices: Choices, field: Field): string | number | null =>
  choices[field.name] ?? field.default ?? null;

function isVisible(all: readonly Field[], choices: Choices, field: Field): boolean {
  if (!field.visibleWhen) return true;
  const { field: name, equals } = field.visibleWhen;
  const other = all.find((candidate) => candidate.name === name);
  return other !== undefined && fieldValue(choices, other) === equals;
}

/** The draft with one field chosen anew; null gives it back to the model. */
export function choose(draft: Draft, field: Field, value: string | number | null): Draft {
  const { [field.name]: _, ...rest } = draft.choices;
  const own = value === null || value === field.default;
  return { ...draft, choices: own ? rest : { ...rest, [field.name]: value } };
}

/** Text as a field takes it: a number where it is one, so that the model can say what is wrong with the rest. */
export function typedValue(field: Field, text: string): string | number {
  const trimmed = text.trim();
  const isNumber = field.control === "number" && trimmed !== "" && !Number.isNaN(Number(trimmed));
  return isNumber ? Number(trimmed) : trimmed;
}

/** The draft's own input: what matters and differs from the defaults. References are not in it. */
export function inputOf(draft: Draft, model: Model): LooseInput {
  const chosen = chosenFields(model, draft.choices).flatMap((field) => {
    const value = fieldValue(draft.choices, field);
    // The sides of a custom size belong together: each is sent, also with its default.
    const needed = field.visibleWhen?.field !== undefined && field.control === "number";
    return value === null || (value === field.default && !needed) ? [] : [[field.name, value] as const];
  });
  return { [promptField]: draft.prompt, ...Object.fromEntries(chosen) };
}

/** The choices that another model, or a later version of this one, understands too. */
export function fittingChoices(model: Model, choices: Choices): Choices {
  const kept = fields(model).flatMap((field) => {
    const value = choices[field.name];
    const fits = value !== undefined && (!field.options || field.options.includes(String(value)));
    return fits && field.name !== promptField ? [[field.name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}
