import { type Draft, type Fill, findField, type Holders } from "./draft.ts";
import type { MappingNode, Node } from "./nodes.ts";
import { fieldText, textOf } from "./own-fields.ts";
import type { ProblemList } from "./problem-list.ts";

/** The texts of prompt files by path; null where a file cannot be used, which was told. */
export type PromptFiles = ReadonlyMap<string, string | null>;

export type PromptFile = { readonly path: string; readonly node: Node; readonly at: string };

/** The prompt file of an entry, where it has one. An entry's prompt stands before the defaults' file. */
export function promptFileOf(draft: Draft, fill: Fill, problems: ProblemList): PromptFile | undefined {
  const { fields } = draft.own;
  const holder = fields.has("prompt") || fields.has("prompt_file") ? draft.own : draft.defaults;
  if (!holder?.fields.has("prompt_file") || holder.fields.has("prompt")) return undefined;
  const found = fieldText(draft, "prompt_file", problems);
  if (!found) return undefined;
  const path = fill(found.text.trim(), found.node, found.path);
  if (!/^[/\\~]|^[A-Za-z]:|\\/.test(path)) return { path, node: found.node, at: found.path };
  const allowed = "a path relative to the manifest, with /";
  problems.add(found.node, "invalid_value", found.path, `prompt_file: "${path}" is not ${allowed}`, {
    allowed,
  });
  return undefined;
}

/** Tells of an entry, or of defaults, with both `prompt` and `prompt_file`. */
export function reportTwoPrompts({ own, path, defaults }: Holders, problems: ProblemList): void {
  const report = (holder: MappingNode | undefined, at: string) => {
    const second = holder?.fields.get("prompt_file");
    if (!second || !holder?.fields.has("prompt")) return;
    problems.add(second.key, "prompt_twice", `${at}.prompt_file`, "give prompt or prompt_file, not both");
  };
  report(own, path);
  report(defaults, "defaults");
}

/** What stands for a prompt that is wrong, so that the rest of the entry can still be checked. */
const placeholder = "-";

/** The prompt of an entry. What is wrong with it is told. */
export function readPrompt(draft: Draft, fill: Fill, files: PromptFiles, problems: ProblemList): string {
  const file = promptFileOf(draft, fill, problems);
  if (file) {
    const text = files.get(file.path);
    return typeof text === "string" ? fill(text, file.node, file.at) : placeholder;
  }
  const given = findField(draft, "prompt");
  if (given) {
    const text = textOf(given, "prompt", problems);
    return text === undefined ? placeholder : fill(text.trim(), given.node, given.path);
  }
  if (!findField(draft, "prompt_file")) {
    const message = "prompt is missing: give prompt or prompt_file";
    problems.add(draft.at, "missing_prompt", draft.path, message, { allowed: "prompt or prompt_file" });
  }
  return placeholder;
}
