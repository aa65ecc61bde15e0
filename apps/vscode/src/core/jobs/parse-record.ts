import type { JobRecord } from "./job.ts";

type Loose = Record<string, unknown>;

/** A record as it was written, or undefined where the text is none: a newer version's, or half of one. */
export function parseRecord(text: string): JobRecord | undefined {
  const value = parse(text);
  const { version, id, request, state, ticket, createdAt } = value;
  const known = version === 1 && typeof id === "string" && typeof createdAt === "number";
  if (!known || !isRequest(request)) return undefined;
  const isState = state === "waiting" || state === "posting" || (state === "submitted" && isLoose(ticket));
  return isState ? (value as unknown as JobRecord) : undefined;
}

function parse(text: string): Loose {
  try {
    const value: unknown = JSON.parse(text);
    return isLoose(value) ? value : {};
  } catch {
    return {};
  }
}

function isRequest(value: unknown): boolean {
  if (!isLoose(value)) return false;
  const { title, model, input, references, target } = value;
  return (
    typeof title === "string" &&
    typeof model === "string" &&
    isLoose(input) &&
    Array.isArray(references) &&
    isLoose(target) &&
    typeof target.kind === "string"
  );
}

const isLoose = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
