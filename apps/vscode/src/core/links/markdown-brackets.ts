import type { Range } from "./image-reference.ts";

/** `![` to its `]`. */
export type Bracketed = Range;

const mark = /\\[\s\S]|`+|!?\[|\]|\n[ \t>]*(?=\n)/g;

/** The bracketed texts that may be images, and the text with spans of code made blank. One pass. */
export function bracketed(text: string): {
  readonly brackets: readonly Bracketed[];
  readonly withoutCode: string;
} {
  const closings = closingRuns(text);
  const brackets: Bracketed[] = [];
  const spans: Range[] = [];
  let open: { readonly start: number; readonly image: boolean }[] = [];
  mark.lastIndex = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const [part] = match;
    if (part[0] === "\\") continue;
    if (part[0] === "\n") {
      open = [];
    } else if (part[0] === "`") {
      const end = closings.get(match.index);
      if (end === undefined) continue;
      spans.push({ start: match.index, end });
      mark.lastIndex = end;
    } else if (part === "]") {
      const start = open.pop();
      if (start?.image) brackets.push({ start: start.start, end: mark.lastIndex });
    } else {
      open.push({ start: match.index, image: part.length === 2 });
    }
  }
  return { brackets, withoutCode: blank(text, spans) };
}

/** Where each run of backticks is closed: by the next as long as it, in the same paragraph. */
function closingRuns(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const nextOfLength = new Map<number, number>();
  for (const { 0: part, index } of [...text.matchAll(/`+|\n[ \t>]*(?=\n)/g)].reverse()) {
    if (part[0] === "\n") {
      nextOfLength.clear();
      continue;
    }
    const next = nextOfLength.get(part.length);
    if (next !== undefined) closings.set(index, next + part.length);
    nextOfLength.set(part.length, index);
  }
  return closings;
}

function blank(text: string, spans: readonly Range[]): string {
  let [result, at] = ["", 0];
  for (const { start, end } of spans) {
    result += text.slice(at, start) + text.slice(start, end).replaceAll(/[^\n]/g, " ");
    at = end;
  }
  return result + text.slice(at);
}
