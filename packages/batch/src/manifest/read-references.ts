import { type Draft, type Fill, findField, type Reading } from "./draft.ts";
import type { LocalReference } from "./entry.ts";
import { type Node, scalarValue } from "./nodes.ts";
import { listItems, quoteHint, show } from "./own-fields.ts";
import type { ProblemList } from "./problem-list.ts";

export type ReadReferences = {
  /** As the model takes them, with bytes in place of the files. */
  readonly list: readonly (string | Blob)[];
  readonly references: readonly LocalReference[];
  readonly nodes: readonly Node[];
};

/** Stands for a local file while the model checks the list: a Blob, whose bytes are looked at when they are sent. */
export const fileStandIn = new Blob([]);

/** The `image_input` of an entry. Undefined where there is none. */
export function readReferences(
  draft: Draft,
  fill: Fill,
  { problems, named }: Reading,
): ReadReferences | undefined {
  const found = findField(draft, "image_input");
  if (!found) return undefined;
  const nodes = listItems(found, "image_input", problems);
  if (!nodes) return undefined;
  const list: (string | Blob)[] = [];
  const references: LocalReference[] = [];
  nodes.forEach((node, index) => {
    const path = `${found.path}[${index}]`;
    const value = node.kind === "scalar" ? scalarValue(node) : undefined;
    if (typeof value !== "string" || value.trim() === "") {
      const message = `image_input: ${show(node)} is no address and no file${quoteHint(node)}`;
      problems.add(node, "wrong_type", path, message, { allowed });
      return;
    }
    const text = fill(value.trim(), node, path);
    if (/^(?:https?|data):/i.test(text)) list.push(text);
    else if (isProjectFile(text, node, path, problems)) {
      references.push({ index: list.length, path: text });
      list.push(fileStandIn);
      if (!named.has(text)) named.set(text, { node, path });
    }
  });
  return { list, references, nodes };
}

const allowed = "an http(s) address, a data URI, or a file's path relative to the manifest";

function isProjectFile(text: string, node: Node, path: string, problems: ProblemList): boolean {
  const refuse = (code: string, message: string) => {
    problems.add(node, code, path, `image_input: "${text}" ${message}`, { allowed });
    return false;
  };
  if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(text)) return refuse("invalid_value", `is not ${allowed}`);
  if (/^[/\\~]|^[A-Za-z]:/.test(text))
    return refuse("invalid_value", "is absolute: it is there on one machine only");
  if (text.includes("\\")) return refuse("invalid_value", "has \\: folders are separated by /");
  if (/\.hei[cf]$/i.test(text)) return refuse("heic", "is a HEIC image: export it as JPEG first");
  return true;
}
