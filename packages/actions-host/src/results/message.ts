/** A request of the service; the toolkit's versions differ in `snake_case` and `camelCase`. */
export type Message = {
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
};

/** What the service answers. */
export type Answer = { readonly status?: number; readonly body: Readonly<Record<string, unknown>> };

/** Reads a JSON body. @throws SyntaxError where it is none */
export function readMessage(body: Buffer): Message {
  const fields: Record<string, unknown> = JSON.parse(body.toString() || "{}");
  const find = (name: string) =>
    fields[name] ?? fields[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  return {
    text(name) {
      const value = find(name);
      return value === undefined || value === null ? undefined : String(value);
    },
    texts(name) {
      const value = find(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}
