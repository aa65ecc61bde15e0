/** The bytes of a data URI, or undefined where the text is none. */
export function dataUriBytes(uri: string): Uint8Array | undefined {
  const comma = uri.indexOf(",");
  if (!/^data:/i.test(uri) || comma < 0) return undefined;
  const body = uri.slice(comma + 1);
  if (/;base64\s*$/i.test(uri.slice(0, comma))) return new Uint8Array(Buffer.from(body, "base64"));
  try {
    return new TextEncoder().encode(decodeURIComponent(body));
  } catch {
    return undefined;
  }
}
