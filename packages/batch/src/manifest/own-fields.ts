import { type Draft, type FoundField, findField, type Holders } from "./draft.ts";
import { type Node, type Scalar, scalarValue } from "./nodes.ts";
import type { ProblemList } from "./problem-list.ts";

export const mostCalls = 1000;
const mostListed = 100;

/** A whole number of an own field, or undefined where it is not said or not right. */
export function wholeNumber(
  draft: Draft,
  name: string,
  [min, max]: readonly [number, number],
  problems: ProblemList,
): number | undefined {
  const found = findField(draft, name);
  if (!found) return undefined;
  const value = found.node.kind === "scalar" ? scalarValue(found.node) : undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  const allowed = `a whole number, ${min}-${max}`;
  const nearest =
    typeof value === "number" ? Math.min(max, Math.max(min, Math.round(value) || min)) : undefined;
  const message = `${name}: ${show(found.node)} is not allowed; allowed: ${allowed}`;
  problems.add(found.node, "invalid_value", found.path, message, { allowed, nearest });
  return undefined;
}

/** The text of a field, or undefined where it is not said or no text. */
export function fieldText(draft: Holders, name: string, problems: ProblemList): FoundText | undefined {
  const found = findField(draft, name);
  const text = found && textOf(found, name, problems);
  return found && text !== undefined ? { ...found, text } : undefined;
}

/** The text of a field that was found, or undefined where it is none, which is told. */
export function textOf({ node, path }: FoundField, name: string, problems: ProblemList): string | undefined {
  const value = node.kind === "scalar" ? scalarValue(node) : undefined;
  if (typeof value === "string" && value.trim() !== "") return value;
  const message = `${name}: ${show(node)} is not a text${quoteHint(node)}`;
  problems.add(node, "wrong_type", path, message, { allowed: "a text" });
  return undefined;
}

export type FoundText = FoundField & { readonly text: string };

/** The tags of an entry. */
export function readTags(draft: Draft, problems: ProblemList): readonly string[] {
  const found = findField(draft, "tags");
  if (!found) return [];
  const items = listItems(found, "tags", problems) ?? [];
  const tags = items.map((node, index) =>
    textOf({ node, path: `${found.path}[${index}]`, isDefault: found.isDefault }, "tags", problems),
  );
  return tags.filter((tag) => tag !== undefined);
}

/** The items of a list, or undefined where it is none. */
export function listItems(
  found: FoundField,
  name: string,
  problems: ProblemList,
): readonly Node[] | undefined {
  const { node, path } = found;
  if (node.kind !== "sequence") {
    const message = `${name}: ${show(node)} is not a list; write [${node.kind === "scalar" ? node.text.slice(0, 40) : "…"}]`;
    problems.add(node, "wrong_type", path, message, { allowed: "a list" });
    return undefined;
  }
  if (node.items.length <= mostListed) return node.items;
  const allowed = `at most ${mostListed} in a list`;
  problems.add(node, "too_many", path, `${name} has ${node.items.length}; allowed: ${allowed}`, { allowed });
  return undefined;
}

/** What to do about a number or a word that was meant as a text. */
export function quoteHint(node: Node | undefined): string {
  const isTyped =
    node?.kind === "scalar" && node.plain && node.text !== "" && typeof scalarValue(node) !== "string";
  return isTyped ? `; put it in quotes: "${node.text}"` : "";
}

export function show(node: Node): string {
  if (node.kind !== "scalar") return node.kind === "sequence" ? "a list" : "a mapping";
  const value: Scalar = scalarValue(node);
  if (typeof value !== "string") return node.text === "" ? "nothing" : node.text;
  return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
}
