/** What core says of inputs and sizes, with its parts: a translation has these as keys. A test holds them against core. */
export const sentencesOfCore = [
  "{0} is not allowed; allowed: {1}",
  "{0} is out of range; allowed: {1}",
  "{0} is not the address of an image",
  "{0} is not a whole number",
  "{0} is not a number",
  "is missing",
  "is empty",
  "is not an image",
  "is a HEIC image: export it as JPEG first",
  "{0} is missing: a custom size of {1} needs both width and height",
  "{0} references and max_images {1} are {2} together",
  "{0} references: the vendor takes {1}",
  "{0} references: 1 to {1} are advised",
  "{0} words: fewer than {1} are advised",
  "{0} characters: what is past {1} may be cut",
  "width and height are read only when size is {0}",
  "max_images needs sequential_image_generation auto: this gives one image",
  "custom size",
  "rounded to multiples of {0}",
  "a side halfway between two multiples of {0} is taken upwards",
  "the {0} square",
  "long side {0} px; the service's own rounding is not published",
  "no ratio given: the service may follow the reference",
  "follows the first reference, whose size is not known here",
  "follows the first reference, whose header does not tell its size",
  "follows the first reference ({0})",
  "under the vendor's floor of {0} px: what the service does is not known",
  "{0} is under {1} px and is scaled up to {2}",
  "{0} is under {1} px and is scaled up",
] as const;

export type Sentence = { readonly key: (typeof sentencesOfCore)[number]; readonly parts: readonly string[] };

let patterns: readonly (readonly [RegExp, Sentence["key"]])[] | undefined;

/** The sentence that a text of core's is, and what stands in it. Undefined: it is none of these. */
export function sentenceOfCore(text: string): Sentence | undefined {
  patterns ??= sentencesOfCore.map((key) => [patternOf(key), key]);
  for (const [pattern, key] of patterns) {
    const found = pattern.exec(text);
    if (found) return { key, parts: found.slice(1) };
  }
  return undefined;
}

function patternOf(key: string): RegExp {
  const literal = key.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\{\d\}/g, "(.*?)")}$`, "s");
}
