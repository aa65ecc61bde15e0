import { getModel, type Issue, isSeedkitError, type LooseInput, type Model } from "@seedkit/core";
import { defaultModel, referencesField } from "./input-properties.ts";
import { type ToolName, toolNames } from "./names.ts";

/** A tool's arguments, told apart. What is wrong with them stands in `issues`, all at once. */
export type ToolArguments = {
  /** Undefined where the one that was named does not exist. */
  readonly model: Model | undefined;
  /** The model's own fields, without references. */
  readonly input: LooseInput;
  /** Paths and addresses, as they were given. */
  readonly references: readonly string[];
  /** Where to save, as it was given. */
  readonly output: string | undefined;
  readonly issues: readonly Issue[];
};

/** Takes a tool's arguments apart and checks what can be checked without reading files. Nothing is thrown. */
export function splitArguments(tool: ToolName, given: unknown): ToolArguments {
  const { model: named, output, [referencesField]: references, ...fields } = asObject(given);
  const input = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
  const issues: Issue[] = [];
  const model = readModel(named, issues);
  if (model) issues.push(...issuesOf(model, input));
  return {
    model,
    input,
    references: readReferences(tool, references, issues),
    output: readOutput(output, issues),
    issues,
  };
}

/** Models leave a call's arguments out, or send null, where they mean none. */
export function asObject(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === "object" && given !== null && !Array.isArray(given)
    ? (given as Record<string, unknown>)
    : {};
}

function readModel(named: unknown, issues: Issue[]): Model | undefined {
  try {
    return getModel(named === undefined || named === null ? defaultModel() : String(named));
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    issues.push({ path: "model", message: `${error.message}. ${error.hint ?? ""}`.trim() });
    return undefined;
  }
}

function issuesOf(model: Model, input: LooseInput): readonly Issue[] {
  const result = model.validate(input);
  return result.ok ? [] : (result.error.issues ?? [{ path: "", message: result.error.message }]);
}

function readReferences(tool: ToolName, given: unknown, issues: Issue[]): readonly string[] {
  const path = referencesField;
  const list = given ?? [];
  if (!Array.isArray(list) || list.some((each) => typeof each !== "string")) {
    issues.push({ path, message: "is not a list of paths and addresses" });
    return [];
  }
  if (tool === toolNames.generate && list.length > 0)
    issues.push({ path, message: `is not a field of ${tool}: use ${toolNames.edit}` });
  if (tool === toolNames.edit && list.length === 0)
    issues.push({ path, message: "is missing", allowed: "one or more paths or http(s) addresses" });
  return list as string[];
}

function readOutput(given: unknown, issues: Issue[]): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string" && given.trim() !== "" && !/[{}\0]/.test(given)) return given;
  issues.push({ path: "output", message: "is no file name", allowed: "a relative path without { and }" });
  return undefined;
}
