import type { InputDefinition, InputGroup } from "./definition.ts";
import { fieldInputs, type ModelFields } from "./field-inputs.ts";
import {
  connectionInputs,
  endInputs,
  moneyInputs,
  placeInputs,
  planInputs,
  showInputs,
  whatGroup,
} from "./own-inputs.ts";

/** Every input of the action, in the order of action.yml. `defaultModel`: a title. */
export function actionInputs(models: readonly ModelFields[], defaultModel: string): readonly InputGroup[] {
  const model: InputDefinition = {
    name: "model",
    description: `The model's id, with \`prompt\` or \`prompts\`. Default: ${defaultModel}.`,
  };
  return [
    whatGroup,
    { title: "Money", inputs: moneyInputs },
    { title: "The API", inputs: connectionInputs },
    {
      title: "The image (with prompt or prompts; a manifest says it itself)",
      inputs: [model, ...fieldInputs(models), ...placeInputs],
    },
    { title: "When it cannot", inputs: endInputs },
    { title: "What is shown", inputs: showInputs },
  ];
}

// A plan spends nothing and sends nothing.
const notOfPlans: ReadonlySet<string> = new Set([
  "max-cost",
  "dry-run",
  "retry-ambiguous",
  "api-key",
  "base-url",
  "request-timeout",
  "total-timeout",
  "shard",
  "on-error",
  "on-missing-key",
  "allow-pull-request-target",
  "upload-artifact",
  "artifact-name",
  "retention-days",
  "contact-sheet",
]);

/** The inputs of the `plan` action: those of the action that a plan reads, and the size of the matrix. */
export function planActionInputs(groups: readonly InputGroup[]): readonly InputGroup[] {
  const kept = groups.map(({ title, inputs }) => ({
    title,
    inputs: inputs.filter(({ name }) => !notOfPlans.has(name)),
  }));
  return [...kept.filter(({ inputs }) => inputs.length > 0), { title: "The matrix", inputs: planInputs }];
}
