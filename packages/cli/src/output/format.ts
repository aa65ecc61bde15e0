import { stripVTControlCharacters } from "node:util";

/** `512 B`, `1.4 MB`: what a person compares with a disk. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** `9 s`, `1 min 5 s`: how long something took or takes. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 1000) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
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

/** Lines up columns with two spaces between them; colours take no room, the last column is as long as it likes. */
export function columns(rows: readonly (readonly string[])[], indent = ""): string {
  const width = (cell: string) => stripVTControlCharacters(cell).length;
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ""))));
  const pad = (cell: string, at: number) => cell + " ".repeat((widths[at] ?? 0) - width(cell));
  return rows
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : pad(cell, at))).join("  "))
    .map((line) => `${indent}${line.trimEnd()}\n`)
    .join("");
}
