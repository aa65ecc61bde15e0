import { createHash } from "node:crypto";

/**
 * Ids of prompts that stay theirs when lines are added, taken out or moved: a few words and a hash of all. Equal
 * prompts are counted, for each is wanted.
 */
export function promptIds(prompts: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return prompts.map((prompt) => {
    const hash = createHash("sha256").update(prompt).digest("hex").slice(0, 8);
    const id = [slug(prompt), hash].filter(Boolean).join("-");
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}

/** The first words as a file name anybody can type. */
export function slug(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let made = "";
  for (const word of words) {
    if (made.length + word.length > 40) break;
    made += made === "" ? word : `-${word}`;
  }
  return made;
}
