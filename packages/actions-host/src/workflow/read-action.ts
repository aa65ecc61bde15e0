import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadParser } from "./github-parser.ts";
import type { Step } from "./workflow.ts";

type ActionInput = {
  readonly required?: boolean;
  readonly default?: unknown;
  readonly deprecationMessage?: string;
};

/** What action.yml says. */
export type Action = {
  /** Where the action lies. */
  readonly folder: string;
  readonly inputs: Readonly<Record<string, ActionInput>>;
  readonly outputs: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly runs: {
    readonly using: string;
    readonly main?: string;
    readonly pre?: string;
    readonly "pre-if"?: string;
    readonly post?: string;
    readonly "post-if"?: string;
    readonly steps?: readonly Step[];
  };
  /** What GitHub's parser finds wrong with the file. */
  readonly problems: readonly string[];
};

/** @throws Error in the runner's words where the folder holds no action */
export async function readAction(folder: string): Promise<Action> {
  const file = ["action.yml", "action.yaml"]
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined)
    throw new Error(
      `Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${folder}'. Did you forget to run actions/checkout before running your local action?`,
    );
  const content = readFileSync(file, "utf8");
  const { NoOperationTraceWriter, parseAction } = await loadParser();
  const parsed = parseAction({ name: file, content }, new NoOperationTraceWriter());
  const action = parse(content);
  return {
    folder,
    inputs: action.inputs ?? {},
    outputs: action.outputs ?? {},
    runs: action.runs,
    problems: parsed.context.errors.getErrors().map((problem) => problem.message),
  };
}
