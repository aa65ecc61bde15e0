/** The fields of a JSON object in a body; none where it is something else. */
export function jsonOf(bytes: Uint8Array): Record<string, unknown> {
  try {
    return recordIn(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}

/** A value as an object; an empty one where it is something else. */
export const recordIn = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** A value as a text that is not empty. */
export const textIn = (value: unknown) => (typeof value === "string" && value ? value : undefined);

/** A value as a number of 0 or more, also where it comes as text. Money and seconds of a billion are none. */
export function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number < 1e9 ? number : undefined;
}
