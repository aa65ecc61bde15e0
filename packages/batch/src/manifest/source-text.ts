import type { Position } from "./problem.ts";

/** Turns offsets of a text into lines and columns. */
export type SourceText = { position(start: number, end?: number): Position };

const near = 16;

export function createSourceText(text: string): SourceText {
  const starts = lineStarts(text);
  // Most are asked for in their order: the next is a few lines on.
  let last = 0;
  const lineOf = (offset: number) => {
    let low = (starts[last] as number) <= offset ? last : 0;
    let high = starts.length - 1;
    if ((starts[low + near] ?? 0) > offset) high = low + near;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    last = low;
    return low;
  };
  return {
    position(start, end) {
      const line = lineOf(start);
      const at = { line: line + 1, column: start - (starts[line] as number) + 1 };
      if (end === undefined || end <= start) return at;
      const endLine = lineOf(end);
      return { ...at, endLine: endLine + 1, endColumn: end - (starts[endLine] as number) + 1 };
    },
  };
}

/** Where each line starts; lines end with LF, CRLF or CR, as YAML has it. */
function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes("\r")) {
    for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
    return starts;
  }
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
