import { type BraceBudget, braceBudget, braces, stringLiteral } from "./braces.ts";
import type { ImageReference, Range } from "./image-reference.ts";
import { localPath } from "./local-path.ts";
import { unescapeHtml } from "./unescape.ts";

/** `value` without a range: an expression that is a number. */
type Attribute = { readonly value: string; readonly range: Range };
type Tag = { readonly attributes: ReadonlyMap<string, Attribute>; readonly end: number };

const comments = { html: /<!--|<([a-z][\w.:-]*)/gi, script: /\/\*|(?<![:\w"'`/])\/\/|<([a-z][\w.:-]*)/gi };
const closings: Readonly<Record<string, string>> = { "<!--": "-->", "/*": "*/", "//": "\n" };
// Their content is text.
const rawText = /^(?:script|style|textarea|title)$/i;

/** The elements with a `src` that is a literal. `script`: comments are those of JavaScript, as in JSX. */
export function tagReferences(text: string, kind: keyof typeof comments): readonly ImageReference[] {
  const found: ImageReference[] = [];
  const opening = new RegExp(comments[kind]);
  const budget = braceBudget();
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [whole, name] = match;
    if (name === undefined) {
      const closing = closings[whole] ?? "";
      const end = text.indexOf(closing, opening.lastIndex);
      if (end < 0) break;
      opening.lastIndex = end + closing.length;
      continue;
    }
    const tag = readTag(text, opening.lastIndex, budget);
    // Without an end it is a comparison, or still being written: what it seems to hold may be elements.
    if (!tag) continue;
    const reference = toReference(tag, match.index);
    if (reference) found.push(reference);
    if (kind === "html" && rawText.test(name)) {
      const end = text.slice(tag.end).search(new RegExp(`</${name}\\b`, "i"));
      if (end < 0) break;
      opening.lastIndex = tag.end + end;
    }
  }
  return found;
}

function toReference({ attributes, end }: Tag, start: number): ImageReference | undefined {
  const source = attributes.get("src");
  if (!source) return undefined;
  const pixels = (name: string) => /^\d+(?:px)?$/.exec(attributes.get(name)?.value.trim() ?? "")?.[0];
  const [width, height] = [pixels("width"), pixels("height")].map((text) => Number.parseInt(text ?? "", 10));
  return {
    target: source.range,
    whole: { start, end },
    path: localPath(source.value),
    alt: (attributes.get("alt")?.value ?? "").replaceAll(/\s+/g, " ").trim(),
    ...(width && { width }),
    ...(height && { height }),
  };
}

const attribute =
  /[\s/]*([^\s=>"'/{}<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(?=\{)|([^\s>"'{<]+)))?|[\s/]*(?=\{)|[\s/]*>/dy;

/** The attributes from behind a tag's name. Undefined where it has no end. */
function readTag(text: string, from: number, budget: BraceBudget): Tag | undefined {
  const attributes = new Map<string, Attribute>();
  for (let at = from; ; ) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (!match) return undefined;
    at = attribute.lastIndex;
    const name = match[1]?.toLowerCase();
    if (name === undefined && text[at] !== "{") return { attributes, end: at };
    const quoted = match.indices?.slice(2).find((pair) => pair !== undefined);
    if (quoted && name) add(name, { start: quoted[0], end: quoted[1] }, unescapeHtml);
    if (text[at] !== "{") continue;
    const inside = braces(text, at, budget);
    if (!inside) return undefined;
    const literal = stringLiteral(text, inside);
    if (name && literal) add(name, literal, String);
    at = inside.end + 1;
  }
  function add(name: string, range: Range, read: (text: string) => string) {
    if (!attributes.has(name))
      attributes.set(name, { value: read(text.slice(range.start, range.end)), range });
  }
}
