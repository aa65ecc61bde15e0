import { evaluate, evaluateText, type Scope } from "./evaluate.ts";

type Part = { readonly text: string } | { readonly expression: string };

/** Fills `${{ }}` in a value of a workflow, all the way down; a string of one expression keeps its type. */
export function fill(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") return fillString(value, scope);
  if (Array.isArray(value)) return value.map((item) => fill(item, scope));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, scope)]));
}

/** Fills a value and gives the text that environment variables and inputs get. */
export const fillText = (value: unknown, scope: Scope): string => toText(fill(value, scope));

/** Fills a mapping of names to values for environment variables and inputs. */
export function fillTexts(values: unknown, scope: Scope): Record<string, string> {
  const filled = fill(values ?? {}, scope);
  if (filled === null || typeof filled !== "object") return {};
  return Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, toText(value)]));
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function fillString(text: string, scope: Scope): unknown {
  const parts = split(text);
  const [only, ...others] = parts.filter((part) => !("text" in part) || part.text.trim() !== "");
  if (only && "expression" in only && others.length === 0) {
    // White space around a lone expression is YAML's (a block scalar ends with a line break).
    const value = evaluate(only.expression, scope);
    return parts.length === 1 || typeof value !== "string" ? value : join(parts, scope);
  }
  return join(parts, scope);
}

const join = (parts: readonly Part[], scope: Scope) =>
  parts.map((part) => ("text" in part ? part.text : evaluateText(part.expression, scope))).join("");

/** An expression ends at the first `}}` outside of its quotes. */
function split(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (let start = text.indexOf("${{"); start !== -1; start = text.indexOf("${{", at)) {
    let quoted = false;
    let end = start + 3;
    while (end < text.length && (quoted || !text.startsWith("}}", end))) {
      if (text[end] === "'") quoted = !quoted;
      end++;
    }
    if (end >= text.length) throw new Error(`The expression is not closed: ${text.slice(start)}`);
    if (start > at) parts.push({ text: text.slice(at, start) });
    parts.push({ expression: text.slice(start + 3, end).trim() });
    at = end + 2;
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at) });
  return parts;
}
