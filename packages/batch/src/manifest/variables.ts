// Only what looks like a name in braces: prompts may hold JSON. `{{colour}}` stands for the text `{colour}`.
const pattern = /\{(\{[A-Za-z_][A-Za-z0-9_]*\})\}|\{([A-Za-z_][A-Za-z0-9_]*)\}/y;

export type Variables = Readonly<Record<string, string>>;

/** Fills variables into a text. What is not known goes to `unknown` and stays as it is. */
export function fillVariables(
  text: string,
  lookUp: (name: string) => string | undefined,
  unknown: (name: string) => void,
): string {
  let filled = "";
  let from = 0;
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", Math.max(at + 1, from))) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const [found, escaped, name = ""] = match;
    const value = escaped ?? lookUp(name);
    if (value === undefined) unknown(name);
    filled += text.slice(from, at) + (value ?? found);
    from = at + found.length;
  }
  return filled + text.slice(from);
}
