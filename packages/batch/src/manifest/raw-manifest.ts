import { nearestWord } from "@seedkit/core";
import { type MappingNode, type Node, scalarValue } from "./nodes.ts";
import type { ProblemList, Span } from "./problem-list.ts";

/** An entry as it was written, before defaults and variables. */
export type RawEntry = { readonly id: string; readonly at: Span; readonly fields: MappingNode };

/** What the file holds, whatever its format. */
export type RawManifest = {
  readonly defaults: MappingNode | undefined;
  readonly entries: readonly RawEntry[];
};

const topLevel = ["version", "defaults", "images"];

/** Reads the top level of a YAML or JSON manifest. */
export function rawManifest(root: Node, problems: ProblemList): RawManifest {
  const nothing: RawManifest = { defaults: undefined, entries: [] };
  if (root.kind !== "mapping") {
    problems.add(root, "wrong_type", "", "a manifest is a mapping with version, defaults and images");
    return nothing;
  }
  reportRepeated(root, "", problems);
  for (const [name, { key }] of root.fields) {
    if (!topLevel.includes(name) && !isExtension(name)) reportUnknown(problems, key, "", name, topLevel);
  }
  checkVersion(root, problems);
  const defaults = root.fields.get("defaults")?.value;
  if (defaults && defaults.kind !== "mapping" && !isNothing(defaults)) {
    problems.add(defaults, "wrong_type", "defaults", "defaults is a mapping of fields");
  }
  return {
    defaults: defaults?.kind === "mapping" ? defaults : undefined,
    entries: rawEntries(root, problems),
  };
}

/** `x-…`: for people and tools, read by nobody here. */
export const isExtension = (name: string) => name.startsWith("x-");

const isNothing = (node: Node) => node.kind === "scalar" && scalarValue(node) === null;

function checkVersion(root: MappingNode, problems: ProblemList): void {
  const version = root.fields.get("version");
  if (!version) {
    const start = { start: root.start, end: root.start };
    problems.add(start, "bad_version", "version", "version is missing: write `version: 1`", { allowed: "1" });
  } else if (version.value.kind !== "scalar" || scalarValue(version.value) !== 1) {
    const message = "this version is not known here; allowed: 1";
    problems.add(version.value, "bad_version", "version", message, { allowed: "1", nearest: 1 });
  }
}

function rawEntries(root: MappingNode, problems: ProblemList): RawEntry[] {
  const images = root.fields.get("images")?.value;
  if (!images) {
    problems.add({ start: root.start, end: root.start }, "no_images", "images", "images is missing");
    return [];
  }
  if (images.kind !== "mapping") {
    const message = "images is a mapping from an id to its fields, such as `hero: { prompt: A teapot }`";
    problems.add(images, "wrong_type", "images", message);
    return [];
  }
  const entries: RawEntry[] = [];
  for (const [id, { key, value }] of images.fields) {
    // Also with an id that is none: what else is wrong is told at the same time.
    checkId(id, key, problems);
    entries.push(rawEntry(id, key, value, problems));
  }
  for (const { key } of images.repeated ?? []) reportDuplicateId(key.text, key, problems);
  if (images.fields.size === 0) {
    problems.add(images, "no_images", "images", "there are no images", { severity: "warning" });
  }
  return entries;
}

export function reportDuplicateId(id: string, at: Span, problems: ProblemList): void {
  problems.add(at, "duplicate_id", `images.${id}`, `the id ${id} is there twice: ids are unique`);
}

export function rawEntry(id: string, at: Span, value: Node, problems: ProblemList): RawEntry {
  if (value.kind === "mapping") {
    reportRepeated(value, `images.${id}`, problems);
    return { id, at, fields: value };
  }
  const message = "an image is a mapping of fields, such as `{ prompt: A teapot }`";
  problems.add(value.end > value.start ? value : at, "wrong_type", `images.${id}`, message);
  const fields: MappingNode["fields"] = new Map();
  const { start, end } = at;
  return { id, at, fields: { kind: "mapping", start, end, size: 1, fields, repeated: undefined } };
}

const idAllowed = "letters, digits, `.`, `_` and `-`, starting with a letter or digit, at most 100";

/** True where the id can be used; otherwise the problem is told. `variants`: `hero/red` is one of a matrix. */
export function checkId(id: string, at: Span, problems: ProblemList, variants = false): boolean {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id)) return true;
  const [first = "", ...values] = id.split("/");
  const named = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(first) && (variants || values.length === 0);
  if (named && values.every((value) => /^[A-Za-z0-9._-]{1,100}$/.test(value))) return true;
  const shown = id.length > 40 ? `${id.slice(0, 40)}…` : id;
  const message = `"${shown}" is no id; allowed: ${idAllowed}`;
  problems.add(at, "bad_id", `images.${shown}`, message, { allowed: idAllowed });
  return false;
}

export function reportRepeated(mapping: MappingNode, path: string, problems: ProblemList): void {
  for (const { key } of mapping.repeated ?? []) {
    const at = path ? `${path}.${key.text}` : key.text;
    problems.add(key, "duplicate_field", at, `${key.text} is there twice`);
  }
}

export function reportUnknown(
  problems: ProblemList,
  at: Span,
  path: string,
  name: string,
  known: readonly string[],
): void {
  const nearest = nearestWord(name, known);
  const allowed = known.join(", ");
  const suggestion = nearest ? `did you mean ${nearest}?` : `allowed: ${allowed}`;
  const where = path ? `${path}.${name}` : name;
  problems.add(at, "unknown_field", where, `unknown field ${name}; ${suggestion}`, { allowed, nearest });
}
