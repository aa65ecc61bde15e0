export type NameParts = {
  readonly prompt: string;
  readonly model: string;
  readonly now: Date;
};

// Windows refuses these as names, with any extension.
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 60;

/**
 * A file's name, without extension, from a template: `{prompt}`, `{date}`, `{time}`, `{model}`; `{index}` stays
 * for {@link numbered}. Safe on every file system, never empty.
 */
export function fileName(template: string, { prompt, model, now }: NameParts): string {
  const iso = localTime(now);
  const values: Readonly<Record<string, string>> = {
    prompt: shorten(words(prompt)),
    model,
    date: iso.slice(0, 10),
    time: iso.slice(11).replaceAll(":", "-"),
  };
  const filled = template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const safe = filled
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*#%]+/gu, "-")
    .replaceAll(/^[\s.-]+|[\s.-]+$/g, "")
    .slice(0, 120);
  return safe === "" || reserved.test(safe) ? `image${safe && `-${safe}`}` : safe;
}

/** The name of the image of that number, from 1: the first bears none, unless the template has `{index}`. */
export function numbered(name: string, number: number): string {
  if (name.includes("{index}")) return name.replaceAll("{index}", String(number));
  return number === 1 ? name : `${name}-${number}`;
}

/** Words of any script, in small letters, joined by hyphens: what is pleasant in an address. */
function words(text: string): string {
  const marks = text
    .normalize("NFKD")
    .replaceAll(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC");
  return marks
    .toLowerCase()
    .replaceAll(/['\u2019]/g, "")
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
}

/** Cut between words where there is one to cut at. */
function shorten(text: string): string {
  if (text.length <= longest) return text;
  const cut = [...text.slice(0, longest + 1)].slice(0, -1).join("");
  const hyphen = cut.lastIndexOf("-");
  return hyphen > longest / 2 ? cut.slice(0, hyphen) : cut;
}

function localTime(now: Date): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
