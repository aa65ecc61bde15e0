// Only what looks like a name in braces: prompts may hold JSON. `{{colour}}` stands for the text `{colour}`.
const pattern = /\{(\{[A-Za-z_][A-Za-z0-9_]*\})\}|\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export type Variables = Readonly<Record<string, string>>;

/** Fills variables into a text. What is not known goes to `unknown` and stays as it is. */
export function fillVariables(text: string, variables: Variables, unknown: (name: string) => void): string {
  return text.replace(pattern, (found: string, escaped: string | undefined, name: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (name !== undefined && Object.hasOwn(variables, name)) return variables[name] as string;
    unknown(name ?? "");
    return found;
  });
}
