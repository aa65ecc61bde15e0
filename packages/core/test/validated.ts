import { type Issue, validate } from "../src/index.ts";
import type { ValidInput } from "../src/validation.ts";

/** What a valid input became. */
export function ok(model: string, input: unknown): ValidInput {
  const result = validate(model, input as Record<string, unknown>);
  if (!result.ok) throw result.error;
  return result;
}

/** What is wrong with a bad input. */
export function issuesOf(model: string, input: unknown): readonly Issue[] {
  const result = validate(model, input as Record<string, unknown>);
  if (result.ok) throw new Error(`It is valid: ${JSON.stringify(input)}`);
  return result.error.issues ?? [];
}
