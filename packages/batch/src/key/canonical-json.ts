/** JSON with sorted names and no spaces: equal values give equal texts. `undefined` in an object is left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const record = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const name of Object.keys(record).sort()) {
    if (record[name] === undefined) continue;
    text += `${text && ","}${JSON.stringify(name)}:${canonicalJson(record[name])}`;
  }
  return `{${text}}`;
}
