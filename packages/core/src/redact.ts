const dataUri = /data:[\w.+-]*(?:\/[\w.+-]+)?(?:;[\w=.+-]+)*;base64,[A-Za-z0-9+/=_-]+/gi;
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
    for (const form of formsOf(secret)) safe = safe.replaceAll(form, "[key]");
  }
  safe = safe.replace(dataUri, "[data]").replace(longBase64, "[base64]");
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
}

/** The secret as it is, in an address, and in base64 at each of three alignments, less what its neighbours change. */
function formsOf(secret: string): string[] {
  const forms = [secret];
  try {
    forms.push(encodeURIComponent(secret));
    for (const shift of [0, 1, 2]) {
      const encoded = btoa("\0".repeat(shift) + secret).replace(/=+$/, "");
      const form = encoded.slice(shift && shift + 1, -1);
      forms.push(form, form.replaceAll("+", "-").replaceAll("/", "_"));
    }
  } catch {
    // Not Latin-1: such a key cannot travel in a header either.
  }
  return forms;
}
