import { type Cursor, cursorAt, keyOf, type Lines, parentsOf, valueBeside } from "./cursor.ts";
import { type Level, type ManifestField, manifestFields } from "./manifest-fields.ts";

/** Something that can be put in at the caret, over `start` to `end` of its line. */
export type Suggestion = {
  readonly kind: "field" | "value" | "entry" | "tag" | "file" | "folder";
  readonly label: string;
  /** A snippet: `$1` and `${1:text}` are stops. */
  readonly insert: string;
  readonly start: number;
  readonly end: number;
  readonly field?: ManifestField;
  /** The next suggestions are asked for at once. */
  readonly goesOn?: true;
};

/** What the project offers: asked for where it is needed. */
export type Offers = {
  /** Files and folders of a folder, relative to the manifest's; a folder's name ends with `/`. */
  files(folder: string): Promise<readonly string[]>;
};

export async function complete(
  lines: Lines,
  line: number,
  column: number,
  offers: Offers,
): Promise<readonly Suggestion[]> {
  const cursor = cursorAt(lines, line, column);
  if (!cursor) return [];
  if (cursor.at === "name") return names(cursor);
  const field = fieldAt(lines, line, cursor);
  if (cursor.field === "tags" && cursor.at === "item") return tags(lines, cursor);
  if (cursor.field === "image_input" && cursor.at === "item")
    return paths(cursor, offers, /\.(?:jpe?g|png|webp|avif|gif)$/i);
  if (cursor.field === "prompt_file") return paths(cursor, offers, /\.(?:txt|md|prompt)$/i);
  if (cursor.field === "output") return paths(cursor, offers, /(?!)/);
  return field ? field.values.map((value) => valueSuggestion(cursor, field, value)) : [];
}

/** The level of fields that a path of names is; undefined where there are none of ours. */
export function levelOf(path: readonly string[]): Level | undefined {
  if (path.length === 0) return "top";
  if (path.length === 1 && path[0] === "defaults") return "defaults";
  return path.length === 2 && path[0] === "images" ? "image" : undefined;
}

/** The field that a value is of, as its model has it. */
export function fieldAt(
  lines: Lines,
  line: number,
  { path, field, indent, isFlow }: Pick<Cursor, "path" | "field" | "indent" | "isFlow">,
): ManifestField | undefined {
  const level = levelOf(path);
  if (!level || field === undefined) return undefined;
  const model = isFlow ? undefined : valueBeside(lines, line, indent, "model");
  const own = manifestFields(level, model).find(({ name }) => name === field);
  return own ?? manifestFields(level).find(({ name }) => name === field);
}

function names(cursor: Cursor): Suggestion[] {
  const { path, siblings, start, end } = cursor;
  if (path.length === 1 && path[0] === "images") return [newEntry(cursor)];
  const level = levelOf(path);
  if (!level) return [];
  const taken = new Set(siblings);
  // A prompt stands in the entry or in a file.
  if (taken.has("prompt") || taken.has("prompt_file"))
    for (const name of ["prompt", "prompt_file"]) taken.add(name);
  return manifestFields(level)
    .filter(({ name }) => !taken.has(name))
    .map((field) => ({
      kind: "field" as const,
      label: field.name,
      insert: fieldSnippet(field, cursor),
      start,
      end,
      field,
      ...(field.values.length > 1 && { goesOn: true as const }),
    }));
}

function fieldSnippet(
  { name, kind, values, default: usual }: ManifestField,
  { isFlow, indent }: Cursor,
): string {
  if (values.length === 1) return `${name}: ${values[0]}`;
  if (kind === "mapping" && !isFlow) return `${name}:\n${" ".repeat(indent === 0 ? 2 : 2)}$0`;
  if (kind === "mapping") return `${name}: { $0 }`;
  if (kind === "list") return `${name}: [$0]`;
  if (kind === "number" && usual !== undefined) return `${name}: \${1:${usual}}`;
  return `${name}: $0`;
}

function newEntry({ start, end, typed }: Cursor): Suggestion {
  const id = /^[A-Za-z0-9][\w.-]*$/.test(typed) ? typed : "name";
  return {
    kind: "entry",
    label: id,
    insert: `\${1:${id}}:\n  prompt: \${2:What the image shows}\n  aspect_ratio: "\${3:16:9}"\n`,
    start,
    end,
  };
}

function valueSuggestion(
  { start, end, quote }: Cursor,
  field: ManifestField,
  value: string | number,
): Suggestion {
  // `16:9` is a text here, and sixty times sixteen elsewhere: quoted, all read the same.
  const needsQuote = typeof value === "string" && /^[\d.:]+$/.test(value);
  const mark = quote || (needsQuote ? '"' : "");
  return { kind: "value", label: String(value), insert: `${mark}${value}${mark}`, start, end, field };
}

/** The tags that the manifest names anywhere. */
function tags(lines: Lines, { start, end, siblings, quote }: Cursor): Suggestion[] {
  const found = new Set<string>();
  for (let at = 0; at < lines.count && found.size < 200; at++) {
    const text = lines.line(at);
    const inline = /^\s*(?:-\s+)?(?:.*[{,]\s*)?tags:\s*\[([^\]]*)\]?/.exec(text)?.[1];
    for (const tag of inline?.split(",") ?? []) add(found, tag);
    const item = /^(\s*)-\s+([^:#]+)$/.exec(text);
    if (item && parentsOf(lines, at, item[1]?.length ?? 0, true).at(-1) === "tags") add(found, item[2] ?? "");
  }
  const beside = new Set(siblings);
  return [...found]
    .filter((tag) => !beside.has(tag))
    .sort()
    .map((tag) => ({ kind: "tag", label: tag, insert: `${quote}${tag}${quote}`, start, end }));
}

function add(found: Set<string>, tag: string): void {
  const text = tag.trim().replace(/^["']|["']$/g, "");
  if (text !== "") found.add(text);
}

async function paths(
  { typed, start, end, quote }: Cursor,
  offers: Offers,
  wanted: RegExp,
): Promise<Suggestion[]> {
  if (/^[a-z]+:/i.test(typed)) return [];
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  const names = await offers.files(folder.replace(/\/$/, ""));
  return names
    .filter((name) => (name.endsWith("/") ? !name.startsWith(".") : wanted.test(name)))
    .map((name) => ({
      kind: name.endsWith("/") ? ("folder" as const) : ("file" as const),
      label: folder + name,
      insert: `${quote}${folder}${name.replaceAll("$", "\\$")}${name.endsWith("/") ? "" : quote}`,
      start,
      end,
      ...(name.endsWith("/") && { goesOn: true as const }),
    }));
}

/** The names that a line stands in, its own last: `["images", "hero", "output"]`. */
export function nameAt(lines: Lines, line: number, column: number): readonly string[] | undefined {
  const key = keyOf(lines.line(line));
  if (!key) return undefined;
  const path = [...parentsOf(lines, line, key.indent, false), key.name];
  return column <= key.end || path.length === 3 ? path : undefined;
}
