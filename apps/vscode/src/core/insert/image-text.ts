import type { Syntax } from "../language.ts";
import { encodePath, escapeAsciidoc, escapeAttribute, escapeMarkdown, escapeMdx, oneLine } from "./escape.ts";

/** The setting: `auto` is as the language writes images. */
export type InsertStyle = "auto" | "path" | "html" | "markdown";

/** The line an image goes into, before and after its place. */
export type Surroundings = { readonly before: string; readonly after: string };

/** Where a path alone is wanted: between the quotes of `src=""`, in `url()`, behind `](` or `\includegraphics{`. */
const pathExpected =
  /(?:\b(?:src|href|poster)\s*=\s*\{?\s*["'`]|\burl\(\s*["']?|!\[[^\]]*\]\(<?|^\s*\[[^\]]+\]:\s*|\\includegraphics(?:\[[^\]]*\])?\{|image::?)[^"'`)}>\s]*$/;

/** The text that shows an image. `path`: relative, or an address, not encoded yet. */
export function imageText(
  syntax: Syntax,
  style: InsertStyle,
  image: { readonly path: string; readonly alt: string },
  { before, after }: Surroundings,
): string {
  const kind = style === "auto" ? syntax : style;
  const path = kind === "latex" || kind === "rst" || syntax === "path" ? image.path : encodePath(image.path);
  const alt = oneLine(image.alt);
  if (kind !== "path" && pathExpected.test(before)) return path;
  switch (kind) {
    case "markdown":
      return `![${escapeMarkdown(alt)}](${path})`;
    case "mdx":
      return `![${escapeMdx(alt)}](${path})`;
    case "html":
      // JSX and MDX want it closed.
      return `<img src="${path}" alt="${escapeAttribute(alt)}"${syntax === "jsx" || syntax === "mdx" ? " />" : ">"}`;
    case "jsx":
      return `<img src="${path}" alt="${escapeAttribute(alt)}" />`;
    case "css":
      return `url("${path}")`;
    case "latex":
      return `\\includegraphics[width=\\linewidth]{${path}}`;
    case "rst":
      return directive(path, alt, { before, after });
    case "asciidoc":
      return `image:${before.trim() === "" && after.trim() === "" ? ":" : ""}${path}[${escapeAsciidoc(alt)}]`;
    case "path":
      return path;
  }
}

/** A directive of reStructuredText is a block of its own, indented like the text around it. */
function directive(path: string, alt: string, { before, after }: Surroundings): string {
  const indent = /^\s*/.exec(before)?.[0] ?? "";
  const alone = before.trim() === "";
  const start = alone ? "" : `\n\n${indent}`;
  const option = alt === "" ? "" : `\n${indent}   :alt: ${alt.replaceAll("\\", "\\\\")}`;
  const end = after.trim() === "" ? "" : `\n\n${indent}`;
  return `${start}.. image:: ${path}${option}${end}`;
}
