import type { Range } from "./image-reference.ts";

// Attributes of JSX are short; whatever is longer is no `src`, and looking on and on costs time.
const longest = 4000;
const parts = /\\[\s\S]|[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** What stands between a brace and the one that closes it. */
export function braces(text: string, open: number): Range | undefined {
  const inside = text.slice(open, open + longest);
  let depth = 0;
  for (const { 0: part, index } of inside.matchAll(parts)) {
    if (part === "{") depth += 1;
    if (part === "}" && --depth === 0) return { start: open + 1, end: open + index };
  }
  return undefined;
}

/** What an expression says that is one literal: a string, a template without variables, a number. */
export function stringLiteral(text: string, { start, end }: Range): Range | undefined {
  const expression = text.slice(start, end);
  const match = /^\s*(?:(["'`])((?:(?!\1|\$\{)[^\\])*)\1|(\d+))\s*$/.exec(expression);
  const value = match?.[2] ?? match?.[3];
  if (!match || value === undefined) return undefined;
  const at = start + expression.indexOf(value, expression.search(/\S/) + (match[1] ? 1 : 0));
  return { start: at, end: at + value.length };
}
