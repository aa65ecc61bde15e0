import { withoutCodeBlocks } from "./code-blocks.ts";
import type { ImageReference, Range } from "./image-reference.ts";
import { localPath } from "./local-path.ts";
import { type Bracketed, bracketed } from "./markdown-brackets.ts";
import { tagReferences } from "./tag-references.ts";
import { unescapeMarkdown, withoutBackslashes } from "./unescape.ts";

const definition = /^[ \t>]*\[((?:[^[\]\\]|\\.){1,999})\]:[ \t]*(?:\n[ \t]*)?(?:<([^<>\n]*)>|([^\s<]\S*))/dgm;
// Brackets in an address may be nested, as on pages of an encyclopedia.
const destination =
  /\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.|\([^\s()\\]*\))*\))(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()\\]*\))*\))*))(?=\s*\)|\s+["'(])/dy;
const title = /\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))?\s*\)/y;
const label = /\[([^[\]]{0,999})\]/y;

/** The images of Markdown: inline, by reference, and as HTML. */
export function markdownReferences(text: string, syntax: "markdown" | "mdx"): readonly ImageReference[] {
  const comments =
    syntax === "mdx" ? /\{\/\*[\s\S]*?(?:\*\/\}|$(?![\s\S]))/g : /<!--[\s\S]*?(?:-->|$(?![\s\S]))/g;
  const bare = withoutCodeBlocks(text, syntax === "markdown").replaceAll(comments, (part) =>
    part.replaceAll(/[^\n]/g, " "),
  );
  const { brackets, withoutCode } = bracketed(bare);
  const definitions = definitionsOf(withoutCode);
  const images = brackets.flatMap((each) => readImage(bare, each, definitions) ?? []);
  return [...images, ...tagReferences(withoutCode, "html")].sort((a, b) => a.whole.start - b.whole.start);
}

function readImage(
  text: string,
  { start, end }: Bracketed,
  definitions: ReadonlyMap<string, Range>,
): ImageReference | undefined {
  const inside = text.slice(start + 2, end - 1);
  const image = (target: Range, wholeEnd: number): ImageReference => ({
    target,
    whole: { start, end: wholeEnd },
    path: localPath(withoutBackslashes(text.slice(target.start, target.end))),
    alt: unescapeMarkdown(inside),
  });
  const inline = at(destination, text, end);
  const pair = inline?.indices?.[1] ?? inline?.indices?.[2];
  if (inline && pair) {
    const rest = at(title, text, end + inline[0].length);
    return image({ start: pair[0], end: pair[1] }, end + inline[0].length + (rest?.[0].length ?? 0));
  }
  const full = at(label, text, end);
  const target = definitions.get(normalise(full?.[1] || inside));
  return target && image(target, end + (full?.[0].length ?? 0));
}

/** What labels stand for: the first of a name counts. */
function definitionsOf(text: string): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  for (const match of text.matchAll(definition)) {
    const name = normalise(match[1] ?? "");
    const pair = match.indices?.[2] ?? match.indices?.[3];
    if (pair && name !== "" && !found.has(name)) found.set(name, { start: pair[0], end: pair[1] });
  }
  return found;
}

const normalise = (name: string) => name.trim().replaceAll(/\s+/g, " ").toLowerCase();

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
