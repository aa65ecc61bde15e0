/** Replaces secrets by `***` wherever they stand. */
export type Masker = {
  /** Adds a secret, each line of it where it has several, and its usual encodings. */
  add(secret: string): void;
  mask(text: string): string;
};

const xmlEntities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** @param base64 also mask the base64 of a secret at each of its three alignments, as the runner does */
export function createMasker(base64: boolean): Masker {
  const values = new Set<string>();
  let longestFirst: readonly string[] = [];
  const addOne = (secret: string) => {
    for (const value of encodings(secret, base64)) if (value !== "") values.add(value);
  };
  return {
    add(secret) {
      if (secret.trim() === "") return;
      addOne(secret);
      for (const line of secret.split(/[\r\n]+/)) if (line.trim() !== "") addOne(line.trim());
      longestFirst = [...values].sort((a, b) => b.length - a.length);
    },
    mask(text) {
      let masked = text;
      for (const value of longestFirst) masked = masked.replaceAll(value, "***");
      return masked;
    },
  };
}

function encodings(secret: string, base64: boolean): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    secret.replaceAll('"', '\\"'),
    secret.replaceAll("'", "''"),
    secret.replace(/^"(.*)"$/s, "$1"),
    JSON.stringify(secret).slice(1, -1),
    uriEscape(secret),
    secret.replace(/[&<>"']/g, (sign) => xmlEntities[sign] ?? sign),
    ...(base64 ? [0, 1, 2].map((shift) => bytes.subarray(shift).toString("base64")) : []),
  ];
}

function uriEscape(secret: string): string {
  // A lone surrogate has no UTF-8.
  return encodeURIComponent(secret.toWellFormed());
}
