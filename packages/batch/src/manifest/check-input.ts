import type { Model, Validation } from "@seedkit/core";
import { safeParse } from "zod/v4/core";

type Valid = Extract<Validation, { ok: true }>;

/** What of a valid input the manifest reads: how many images one call may give. */
export type CallSettings = Pick<Valid["settings"], "sequential_image_generation" | "max_images">;

/** Checks an input by its model. Undefined settings: `issues` says why. */
export type CheckInput = (
  input: Readonly<Record<string, unknown>>,
) =>
  | { readonly settings: CallSettings }
  | { readonly settings: undefined; readonly error: Extract<Validation, { ok: false }>["error"] };

/** Thousands of entries differ in their prompt alone: of those only the prompt is looked at again. */
export function createInputCheck(model: Model): CheckInput {
  const prompts = model.input._zod.def.shape.prompt;
  const known = new Map<string, { readonly settings: CallSettings }>();
  return (input) => {
    const shape = prompts && shapeOf(input);
    const found = shape === undefined ? undefined : known.get(shape);
    if (found && prompts && safeParse(prompts, input.prompt).success) return found;
    const checked = model.validate(input);
    if (!checked.ok) return { settings: undefined, error: checked.error };
    const valid = { settings: checked.settings };
    if (shape !== undefined) known.set(shape, valid);
    return valid;
  };
}

/** All of an input but its prompt; undefined for one with references, which are looked at one by one. */
function shapeOf(input: Readonly<Record<string, unknown>>): string | undefined {
  let shape = "";
  for (const name in input) {
    if (name === "prompt") continue;
    const value = input[name];
    if (typeof value === "object" && value !== null) return undefined;
    shape += `${name} ${JSON.stringify(value)} `;
  }
  return shape;
}
