import { usageError } from "../command-error.ts";

/** What a name may be made of. */
export const placeholders = ["id", "index", "model", "hash"] as const;
export type Placeholder = (typeof placeholders)[number];
export type Names = Readonly<Record<Placeholder, string>>;

const pattern = /\{([^{}]*)\}/g;

/** The placeholders of a template. @throws SeedkitError `invalid_input` for one that does not exist. */
export function placeholdersOf(template: string): ReadonlySet<Placeholder> {
  const found = new Set<Placeholder>();
  for (const [whole, name = ""] of template.matchAll(pattern)) {
    const known = placeholders.find((placeholder) => placeholder === name);
    if (known === undefined) {
      const list = placeholders.map((placeholder) => `{${placeholder}}`).join(", ");
      throw usageError(`--output: there is no placeholder ${whole}`, `A template knows ${list}.`);
    }
    found.add(known);
  }
  return found;
}

/** Fills a template that {@link placeholdersOf} has checked. */
export function fillTemplate(template: string, names: Names): string {
  return template.replaceAll(pattern, (_, name: Placeholder) => names[name]);
}
