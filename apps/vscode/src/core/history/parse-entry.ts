import type { HistoryEntry } from "./history-entry.ts";

type Loose = Record<string, unknown>;

/** An entry as it was written, or undefined where the text is none: a newer version's, or half of one. */
export function parseEntry(text: string): HistoryEntry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  if (!isLoose(value) || value.version !== 1) return false;
  const { request, cost } = value;
  const texts = ["id", "uri", "prompt", "model", "mediaType"].every(
    (name) => typeof value[name] === "string",
  );
  const numbers = ["madeAt", "tookMs", "width", "height"].every((name) => typeof value[name] === "number");
  const isRequest = isLoose(request) && isLoose(request.input) && isLoose(request.target);
  return texts && numbers && isRequest && Array.isArray(request.references) && isMoney(cost);
}

const isMoney = (value: unknown) =>
  isLoose(value) && typeof value.micros === "number" && typeof value.formatted === "string";

const isLoose = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
