import type { Issue, LooseInput } from "@seedkit/core";
import type { CallSettings } from "./check-input.ts";
import { type Draft, type Fill, findField, type KnownModel, type Reading } from "./draft.ts";
import { scalarValue } from "./nodes.ts";
import { quoteHint, show } from "./own-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { type PromptFiles, readPrompt } from "./read-prompt.ts";
import { type ReadReferences, readReferences } from "./read-references.ts";

export type ReadInput = {
  /** As it is sent, but for references that are files. */
  readonly input: LooseInput;
  readonly settings: CallSettings;
  readonly references: ReadReferences | undefined;
};

/** The model's own fields of an entry, checked by the model. Undefined where something is wrong with them. */
export function readInput(
  draft: Draft,
  { names, check }: KnownModel,
  fill: Fill,
  prompts: PromptFiles,
  reading: Reading,
): ReadInput | undefined {
  const { problems } = reading;
  const input: Record<string, unknown> = {};
  const references = readReferences(draft, fill, reading);
  for (const name of names) {
    if (name === "prompt") {
      const prompt = readPrompt(draft, fill, prompts, problems);
      input.prompt = prompt;
    } else if (name === "image_input") {
      if (references) input.image_input = references.list;
    } else {
      const found = findField(draft, name);
      if (!found) continue;
      if (found.node.kind === "scalar") input[name] = scalarValue(found.node);
      else {
        const message = `${name}: ${show(found.node)} is not a single value`;
        problems.add(found.node, "wrong_type", found.path, message);
      }
    }
  }
  const checked = check(input);
  if (checked.settings) return { input, settings: checked.settings, references };
  for (const issue of checked.error.issues ?? []) reportIssue(draft, issue, references, problems);
  return undefined;
}

/** Tells of an issue where the value stands that it is about: at the entry or at the defaults. */
function reportIssue(
  draft: Draft,
  issue: Issue,
  references: ReadReferences | undefined,
  problems: ProblemList,
): void {
  const [, name = issue.path, index] = /^([^[]*)(?:\[(\d+)\])?/.exec(issue.path) ?? [];
  const item = index === undefined ? undefined : references?.nodes[Number(index)];
  const found = findField(draft, name);
  const node = item ?? found?.node;
  const suffix = index === undefined ? "" : `[${index}]`;
  const path = `${found?.path ?? `${draft.path}.${name}`}${suffix}`;
  const { nearest, allowed } = issue;
  const hint = allowed === "a text" ? quoteHint(node) : "";
  const suggestion = nearest === undefined ? "" : `; nearest: ${nearest}`;
  const message = `${issue.path}: ${issue.message}${hint}${suggestion}`;
  problems.add(node ?? draft.at, "invalid_value", path, message, { allowed, nearest });
}
