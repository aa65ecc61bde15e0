import { stripVTControlCharacters } from "node:util";

/** `512 B`, `1.4 MB`: what a person compares with a disk. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** `9 s`, `1 min 5 s`, `22 h`: how long something took or takes. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 1000) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds >= 36_000) return `${Math.round(seconds / 3600)} h`;
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** `0:09`, `1:05`: a running clock that keeps its width. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `1 image`, `3 images`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Credits without the tail of a binary fraction. */
export function formatCredits(credits: number): string {
  return String(Math.round(credits * 1_000_000) / 1_000_000);
}

/** Lines up columns with two spaces between them. Colours take no room; the last column wraps at `width`. */
export function columns(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string {
  const size = (cell: string) => stripVTControlCharacters(cell).length;
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => size(row[at] ?? ""))));
  const pad = (cell: string, at: number) => cell + " ".repeat((widths[at] ?? 0) - size(cell) + 2);
  const indent = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const lines = rows.flatMap((row) => {
    const [first = "", ...rest] = wrap(row.at(-1) ?? "", width - indent);
    return [row.slice(0, -1).map(pad).join("") + first, ...rest.map((line) => " ".repeat(indent) + line)];
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** Breaks a text between words; a width too small for reading is not kept. */
function wrap(text: string, width: number): string[] {
  if (stripVTControlCharacters(text).length <= width || width < 20) return [text];
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "" || line.length + word.length < width)
      lines[lines.length - 1] = line ? `${line} ${word}` : word;
    else lines.push(word);
  }
  return lines;
}
