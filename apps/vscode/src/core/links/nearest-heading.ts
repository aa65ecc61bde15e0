import type { Syntax } from "../language.ts";

const patterns: Readonly<Partial<Record<Syntax, RegExp>>> = {
  markdown: /^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/gm,
  mdx: /^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/gm,
  html: /<h[1-6]\b[^>]*>([^<]+)/gi,
  jsx: /<h[1-6]\b[^>]*>([^<{]+)/gi,
  latex: /\\(?:chapter|section|subsection|subsubsection)\*?\{([^{}]+)\}/g,
  rst: /^(\S.*)\r?\n(?:={3,}|-{3,}|~{3,}|\^{3,}|"{3,})[ \t]*$/gm,
  asciidoc: /^={1,6}[ \t]+(.+?)[ \t]*$/gm,
};

/** The text of the last heading before a place. */
export function nearestHeading(text: string, syntax: Syntax, place: number): string | undefined {
  const pattern = patterns[syntax];
  if (!pattern) return undefined;
  let nearest: string | undefined;
  for (const { index, 1: title = "" } of text.matchAll(pattern)) {
    if (index > place) break;
    nearest = title.replaceAll(/[*_`]/g, "").trim();
  }
  return nearest || undefined;
}
