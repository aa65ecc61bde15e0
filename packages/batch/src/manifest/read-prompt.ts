import { type Draft, type Fill, findField } from "./draft.ts";
import type { Node } from "./nodes.ts";
import { fieldText } from "./own-fields.ts";
import type { ProblemList } from "./problem-list.ts";

/** The texts of prompt files by path; null where a file cannot be used, which was told. */
export type PromptFiles = ReadonlyMap<string, string | null>;

export type PromptFile = { readonly path: string; readonly node: Node; readonly at: string };

/** The prompt file of an entry, where it has one. An entry's prompt stands before the defaults' file. */
export function promptFileOf(draft: Draft, fill: Fill, problems: ProblemList): PromptFile | undefined {
  const holder = ["prompt", "prompt_file"].some((name) => draft.own.fields.has(name))
    ? draft.own
    : draft.defaults;
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
export function reportTwoPrompts(draft: Draft, problems: ProblemList): void {
  for (const [holder, path] of [
    [draft.own, draft.path],
    [draft.defaults, "defaults"],
  ] as const) {
    const second = holder?.fields.get("prompt_file");
    if (second && holder?.fields.has("prompt")) {
      problems.add(second.key, "prompt_twice", `${path}.prompt_file`, "give prompt or prompt_file, not both");
    }
  }
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
  if (findField(draft, "prompt")) {
    const found = fieldText(draft, "prompt", problems);
    return found ? fill(found.text.trim(), found.node, found.path) : placeholder;
  }
  if (!findField(draft, "prompt_file")) {
    const message = "prompt is missing: give prompt or prompt_file";
    problems.add(draft.at, "missing_prompt", draft.path, message, { allowed: "prompt or prompt_file" });
  }
  return placeholder;
}
