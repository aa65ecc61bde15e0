/** The message in an error body: any of the envelopes the service and its gateways were seen to send. */
export function errorText(body: string): string {
  const trimmed = body.trim();
  if (/^[[{"]/.test(trimmed)) {
    try {
      const found = messageIn(JSON.parse(trimmed), 0);
      if (found) return found;
    } catch {
      // Not JSON after all: shown as text.
    }
  }
  return plain(trimmed).slice(0, 500);
}

/** The error in a JSON value, or undefined where it tells of none. */
export function messageIn(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return plain(value).slice(0, 500) || undefined;
  if (typeof value !== "object" || value === null || depth > 4) return undefined;
  if (Array.isArray(value)) return messageIn(value[0], depth + 1);
  const record = value as Record<string, unknown>;
  for (const key of ["error", "message", "detail", "msg", "errors", "reason"]) {
    const found = messageIn(record[key], depth + 1);
    if (found) return found;
  }
  return undefined;
}

function plain(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, " ")
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
