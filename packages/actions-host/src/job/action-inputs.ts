import type { Scope } from "../expressions/evaluate.ts";
import { fillText, fillTexts } from "../expressions/template.ts";
import type { StepLog } from "../log/step-log.ts";
import type { Action } from "../workflow/read-action.ts";

/** The inputs of an action: what the step gives, then the defaults. Unknown ones pass with a warning. */
export function readInputs(
  action: Action,
  given: unknown,
  scope: Scope,
  log: StepLog,
): Record<string, string> {
  const values = fillTexts(given, scope);
  const lower = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  const known = new Set(Object.keys(action.inputs).map((name) => name.toLowerCase()));
  const unknown = Object.keys(values).filter((name) => !known.has(name.toLowerCase()));
  if (unknown.length > 0)
    log.annotate(
      "warning",
      `Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${[...known].join("', '")}']`,
    );
  const inputs: Record<string, string> = Object.fromEntries(
    unknown.map((name) => [name, values[name] ?? ""]),
  );
  for (const [name, declared] of Object.entries(action.inputs)) {
    const value = lower.get(name.toLowerCase());
    if (value !== undefined && declared?.deprecationMessage !== undefined)
      log.annotate(
        "warning",
        `Input '${name}' has been deprecated with message: ${declared.deprecationMessage}`,
      );
    inputs[name] = value ?? fillText(declared?.default ?? "", scope);
  }
  return inputs;
}

/** Inputs as the environment variables that actions read. */
export function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
      value,
    ]),
  );
}
