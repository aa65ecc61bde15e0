const dataUri = /data:[\w.+-]+\/[\w.+-]+(?:;[\w=.+-]+)*;base64,[A-Za-z0-9+/=_-]+/g;
const longBase64 = /[A-Za-z0-9+/_-]{200,}={0,2}/g;
const maxLength = 2000;

/**
 * Makes a text safe to log: base64 and data URIs are shortened, a secret and its base64 forms replaced,
 * and what is longer than 2,000 characters cut.
 */
export function redact(text: string, secret?: string): string {
  let safe = text;
  // A short "secret" would shred ordinary words; real keys are longer.
  if (secret && secret.length >= 4) {
    for (const form of [secret, encodeURIComponent(secret), ...base64Forms(secret)]) {
      safe = safe.replaceAll(form, "[key]");
    }
  }
  safe = safe.replace(dataUri, "[data]").replace(longBase64, "[base64]");
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
}

/** The secret in base64 at each of the three alignments, less the characters its neighbours would change. */
function base64Forms(secret: string): string[] {
  if (typeof btoa !== "function") return [];
  try {
    return [0, 1, 2].map((shift) => {
      const encoded = btoa("\0".repeat(shift) + secret).replace(/=+$/, "");
      return encoded.slice(shift === 0 ? 0 : shift + 1, encoded.length - 1);
    });
  } catch {
    return []; // not Latin-1: such a key cannot travel in a header either
  }
}
