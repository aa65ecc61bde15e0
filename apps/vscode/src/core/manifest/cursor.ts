/** The text of a document, a line at a time. */
export type Lines = { readonly count: number; line(index: number): string };

/** Where the caret is, by the lines alone: what is typed just now is seldom whole YAML. */
export type Cursor = {
  /** Names of what the caret is in: empty at the top, then `["images", "hero"]`. */
  readonly path: readonly string[];
  /** What is typed there: a name; the value of a field; an item of its list. */
  readonly at: "name" | "value" | "item";
  /** The field of a value or an item. */
  readonly field?: string;
  /** The column where what is typed begins, and where it ends behind the caret. */
  readonly start: number;
  readonly end: number;
  /** Without its quote. */
  readonly typed: string;
  /** The quote it begins with. */
  readonly quote: "" | '"' | "'";
  /** Names that stand beside it already. */
  readonly siblings: readonly string[];
  /** The column its block begins at. */
  readonly indent: number;
  /** In `{ }` or `[ ]`. */
  readonly isFlow: boolean;
};

const keyPattern =
  /^(\s*)(?:"([^"]*)"|'([^']*)'|([^\s#:'"{}[\],&*!|>%@-][^:#{}[\],]*?|[^\s#:'"{}[\],&*!|>%@])):(?=\s|$)/;

/** The name that a line begins with, and its column. */
export function keyOf(
  line: string,
): { readonly name: string; readonly indent: number; readonly end: number } | undefined {
  const found = keyPattern.exec(line);
  if (!found) return undefined;
  const [whole, space = "", double, single, plain = ""] = found;
  return { name: double ?? single ?? plain, indent: space.length, end: whole.length };
}

/** Where the caret is; undefined in a comment or a text of several lines. */
export function cursorAt(lines: Lines, line: number, column: number): Cursor | undefined {
  const text = lines.line(line);
  const before = text.slice(0, column);
  if (/^\s*#|\s#\s/.test(before)) return undefined;
  const flow = flowAt(before);
  if (flow) return inFlow(lines, line, text, column, flow);
  const item = /^(\s*)-\s+(.*)$/.exec(before);
  if (item) {
    const [, space = "", rest = ""] = item;
    const chain = parentsOf(lines, line, space.length, true);
    const field = chain.at(-1);
    if (!field) return undefined;
    const siblings = [...itemsOf(lines, line, space.length)];
    return {
      path: chain.slice(0, -1),
      at: "item",
      field,
      ...typedAt(text, column, rest),
      siblings,
      indent: space.length,
      isFlow: false,
    };
  }
  const key = keyOf(text);
  if (key && column > key.end - 1) {
    const rest = before.slice(key.end).replace(/^\s+/, "");
    if (/^[|>&*]/.test(rest)) return undefined;
    const path = parentsOf(lines, line, key.indent, false);
    return {
      path,
      at: "value",
      field: key.name,
      ...typedAt(text, column, rest),
      siblings: [],
      indent: key.indent,
      isFlow: false,
    };
  }
  const space = /^\s*/.exec(text)?.[0].length ?? 0;
  const indent = text.trim() === "" ? column : space;
  const path = parentsOf(lines, line, indent, false);
  const siblings = namesBeside(lines, line, indent);
  return { path, at: "name", ...typedAt(text, column, before.trimStart()), siblings, indent, isFlow: false };
}

type Typed = Pick<Cursor, "start" | "end" | "typed" | "quote">;

function typedAt(text: string, column: number, rest: string): Typed {
  const quote = rest.startsWith('"') ? '"' : rest.startsWith("'") ? "'" : "";
  const behind = /^[\w./:@-]*/.exec(text.slice(column))?.[0] ?? "";
  const closing = quote !== "" && text.slice(column + behind.length).startsWith(quote) ? 1 : 0;
  // A name's colon is not part of it.
  const tail = behind.replace(/:$/, "");
  return {
    start: column - rest.length,
    end: column + tail.length + closing,
    typed: quote ? rest.slice(1) : rest,
    quote,
  };
}

/** The innermost `{` or `[` that is open before the caret, where it stands, and its kind. */
function flowAt(before: string): { readonly open: number; readonly kind: "{" | "[" } | undefined {
  const open: number[] = [];
  let quote = "";
  for (let at = keyOf(before)?.end ?? 0; at < before.length; at++) {
    const character = before.charAt(at);
    if (quote) {
      if (character === quote) quote = "";
    } else if ((character === '"' || character === "'") && /[\s,[{:]/.test(before.charAt(at - 1)))
      quote = character;
    else if ((character === "{" || character === "[") && /[\s,[{:]/.test(before.charAt(at - 1)))
      open.push(at);
    else if (character === "}" || character === "]") open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { open: last, kind: before.charAt(last) as "{" | "[" };
}

function inFlow(
  lines: Lines,
  line: number,
  text: string,
  column: number,
  { open, kind }: NonNullable<ReturnType<typeof flowAt>>,
): Cursor | undefined {
  const outer = text.slice(0, open);
  const key = keyOf(outer);
  const named = /(?:^|[{,]\s*)["']?([\w.-]+)["']?:\s*$/.exec(outer)?.[1] ?? key?.name;
  if (!named || !key) return undefined;
  const chain = [...parentsOf(lines, line, key.indent, false), ...(named === key.name ? [] : [key.name])];
  const inside = text.slice(open + 1, column);
  const part = inside.slice(inside.lastIndexOf(",") + 1).trimStart();
  const shared = { indent: key.indent, isFlow: true };
  if (kind === "[") {
    const siblings = inside.split(",").slice(0, -1).map(unquoted);
    return { path: chain, at: "item", field: named, ...typedAt(text, column, part), siblings, ...shared };
  }
  const pair = /^["']?([\w.-]+)["']?:\s*(.*)$/.exec(part);
  const path = [...chain, named];
  if (pair) {
    const [, field = "", rest = ""] = pair;
    return { path, at: "value", field, ...typedAt(text, column, rest), siblings: [], ...shared };
  }
  const siblings = [...text.slice(open).matchAll(/["']?([\w.-]+)["']?:(?:\s|$)/g)].map(
    ([, name = ""]) => name,
  );
  return { path, at: "name", ...typedAt(text, column, part), siblings, ...shared };
}

const unquoted = (text: string) => text.trim().replace(/^["']|["']$/g, "");

/** The names above a line that it stands in, outermost first. `isItem`: a list may stand under its name's column. */
export function parentsOf(lines: Lines, line: number, indent: number, isItem: boolean): string[] {
  const names: string[] = [];
  let below = isItem ? indent + 1 : indent;
  for (let at = line - 1; at >= 0 && below > 0; at--) {
    const text = lines.line(at);
    if (text.trim() === "" || /^\s*#/.test(text)) continue;
    const key = keyOf(text);
    const depth = key?.indent ?? text.length - text.trimStart().length;
    if (depth >= below) continue;
    // What has a value already holds nothing: the line below is only too far in.
    if (key && !hasValue(text.slice(key.end))) names.unshift(key.name);
    below = depth;
  }
  return names;
}

const hasValue = (rest: string) => /^\s*[^\s#&!|>]/.test(rest);

/** The names in the same block as a line, but for its own. */
function namesBeside(lines: Lines, line: number, indent: number): string[] {
  const names: string[] = [];
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 0 && at < lines.count; at += step) {
      const text = lines.line(at);
      if (text.trim() === "" || /^\s*#/.test(text)) continue;
      const depth = text.length - text.trimStart().length;
      if (depth < indent) break;
      const key = depth === indent ? keyOf(text) : undefined;
      if (key) names.push(key.name);
      // Of ten thousand entries none is offered again: no need to look at all.
      if (names.length > 200) break;
    }
  }
  return names;
}

function* itemsOf(lines: Lines, line: number, indent: number): Generator<string> {
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 0 && at < lines.count; at += step) {
      const found = /^(\s*)-\s+(.*)$/.exec(lines.line(at));
      if (found?.[1]?.length !== indent) break;
      yield unquoted(found[2] ?? "");
    }
  }
}

/** The value that a field of the same block has, as it is written on its line. */
export function valueBeside(lines: Lines, line: number, indent: number, field: string): string | undefined {
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 0 && at < lines.count; at += step) {
      const text = lines.line(at);
      if (text.trim() === "") continue;
      const depth = text.length - text.trimStart().length;
      if (depth < indent) break;
      const key = depth === indent ? keyOf(text) : undefined;
      if (key?.name === field) return unquoted(text.slice(key.end).replace(/\s#.*$/, ""));
    }
  }
  return undefined;
}
