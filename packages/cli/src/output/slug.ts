const longest = 48;
// Windows keeps these names for devices, whatever the extension.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A file name made of a prompt: `A fox, at dawn` gives `a-fox-at-dawn`. Letters of every script stay. */
export function slug(prompt: string): string {
  const words = prompt
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
  let name = "";
  for (const word of words) {
    const next = name ? `${name}-${word}` : [...word].slice(0, longest).join("");
    if ([...next].length > longest) break;
    name = next;
  }
  return name === "" || reserved.test(name) ? `image${name && `-${name}`}` : name;
}
