import type { Range } from "./image-reference.ts";

// Attributes are short, and a document of nothing but open braces must not take for ever.
const longest = 4000;
const mostOfDocument = 1_000_000;

/** How much of a document may still be looked through for closing braces. */
export type BraceBudget = { left: number };
export const braceBudget = (): BraceBudget => ({ left: mostOfDocument });
const parts = /\\[\s\S]|[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** What stands between a brace and the one that closes it. */
export function braces(text: string, open: number, budget: BraceBudget): Range | undefined {
  const inside = text.slice(open, open + Math.min(longest, budget.left));
  let depth = 0;
  for (const { 0: part, index } of inside.matchAll(parts)) {
    if (part === "{") depth += 1;
    if (part === "}" && --depth === 0) {
      budget.left -= index;
      return { start: open + 1, end: open + index };
    }
  }
  budget.left -= inside.length;
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
