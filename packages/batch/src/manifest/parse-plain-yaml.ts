import type { MappingNode, Node, ScalarNode, SequenceNode } from "./nodes.ts";

type Open = { readonly node: MappingNode; readonly indent: number };
type Waiting = { readonly key: ScalarNode; readonly indent: number };

// A tab, a CR, or what YAML has a say about: that is for the whole reader.
const unusual = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const nothing = / *(?:#[^\n]*)?(?:\n|$)/y;
const name = /( *)([A-Za-z0-9_][A-Za-z0-9_.-]{0,200}):(?: +|(?=\n|$))/y;
// What begins like this may be more than a text in one line.
const indicator = /[-?:,[\]{}#&*!|>'"%@`]/;
const item = / *(?:([A-Za-z0-9_][A-Za-z0-9_./-]*)|"([^"\\\n]*)") *([,\]])/y;
const deepest = 30;

/**
 * Reads what most manifests are made of, line by line: names with a text, a number or a short list behind them, each
 * on one line. Of ten thousand entries it makes the nodes in a fraction of the time that the events of all of YAML
 * take. Undefined for everything else, and for everything that is wrong: the whole reader says what.
 */
export function parsePlainYaml(source: string): Node | undefined {
  if (unusual.test(source)) return undefined;
  const open: Open[] = [];
  // Of the mappings that are open, but for the first.
  const keys: ScalarNode[] = [];
  // A name with nothing behind it: the lines below may be its fields.
  let waiting: Waiting | undefined;
  // Where the last value ends: what closes ends there.
  let last = 0;

  const put = (key: ScalarNode, value: Node): boolean => {
    const top = open.at(-1);
    if (!top || top.node.fields.has(key.text)) return false;
    top.node.fields.set(key.text, { key, value });
    top.node.size += 1 + value.size;
    return true;
  };
  const close = (): boolean => {
    const done = open.pop();
    if (!done) return false;
    done.node.end = last;
    const key = keys.pop();
    return key === undefined || put(key, done.node);
  };

  for (let at = 0; at < source.length; ) {
    const newline = source.indexOf("\n", at);
    const end = newline < 0 ? source.length : newline;
    name.lastIndex = at;
    const match = name.exec(source);
    if (!match) {
      nothing.lastIndex = at;
      if (!nothing.test(source)) return undefined;
      at = end + 1;
      continue;
    }
    const [whole, { length: indent } = "", text = ""] = match;
    const start = at + indent;
    if (waiting && indent > waiting.indent) {
      keys.push(waiting.key);
      open.push({ node: mappingAt(start), indent });
    } else {
      if (waiting && !put(waiting.key, emptyAt(waiting.key.end))) return undefined;
      if (open.length === 0) open.push({ node: mappingAt(start), indent });
      while ((open.at(-1)?.indent ?? 0) > indent) if (!close()) return undefined;
    }
    waiting = undefined;
    if (open.at(-1)?.indent !== indent || open.length > deepest) return undefined;
    const key: ScalarNode = {
      kind: "scalar",
      start,
      end: start + text.length,
      size: 1,
      text,
      plain: true,
    };
    const from = at + whole.length;
    if (from >= end || source.charCodeAt(from) === hash) {
      waiting = { key, indent };
      last = key.end;
    } else {
      const value = readValue(source, from, end);
      if (!value || !put(key, value)) return undefined;
      last = value.end;
    }
    at = end + 1;
  }
  if (waiting && !put(waiting.key, emptyAt(waiting.key.end))) return undefined;
  let root: Node | undefined;
  while (open.length > 0) {
    root = open[0]?.node;
    if (!close()) return undefined;
  }
  return root;
}

const hash = 35;
const space = 32;

function readValue(source: string, start: number, end: number): ScalarNode | SequenceNode | undefined {
  const first = source.charAt(start);
  if (first === '"' || first === "'") {
    const close = source.indexOf(first, start + 1);
    if (close < 0 || close >= end || !isOver(source, close + 1, end)) return undefined;
    const text = source.slice(start + 1, close);
    if (text.includes("\\") && first === '"') return undefined;
    return { kind: "scalar", start, end: close + 1, size: 1, text, plain: false };
  }
  if (first === "[") return readList(source, start, end);
  if (indicator.test(first)) return undefined;
  let text = source.slice(start, end);
  const comment = text.indexOf(" #");
  if (comment >= 0) text = text.slice(0, comment);
  let { length } = text;
  while (text.charCodeAt(length - 1) === space) length--;
  text = text.slice(0, length);
  if (text.includes(": ") || text.endsWith(":")) return undefined;
  return { kind: "scalar", start, end: start + length, size: 1, text, plain: true };
}

function readList(source: string, start: number, end: number): SequenceNode | undefined {
  const items: Node[] = [];
  item.lastIndex = start + 1;
  for (let match = item.exec(source); match; match = item.exec(source)) {
    const [whole, plain, quoted, mark] = match;
    const text = plain ?? quoted ?? "";
    const at = item.lastIndex - whole.trimStart().length;
    const length = text.length + (plain === undefined ? 2 : 0);
    items.push({ kind: "scalar", start: at, end: at + length, size: 1, text, plain: plain !== undefined });
    if (mark === ",") continue;
    if (!isOver(source, item.lastIndex, end)) return undefined;
    return { kind: "sequence", start, end: at + length, size: 1 + items.length, items };
  }
  return undefined;
}

/** Nothing but spaces or a comment is left of the line. */
function isOver(source: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && source.charCodeAt(at) === space) at++;
  return at >= end || (at > from && source.charCodeAt(at) === hash);
}

const mappingAt = (start: number): MappingNode => ({
  kind: "mapping",
  start,
  end: start,
  size: 1,
  fields: new Map(),
  repeated: undefined,
});

const emptyAt = (at: number): ScalarNode => ({
  kind: "scalar",
  start: at,
  end: at,
  size: 1,
  text: "",
  plain: true,
});
