/** JSON with an honest length: what is cut short has to be noticed. */
export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return textReply(status, JSON.stringify(body), "application/json", headers);
}

/** The service's error envelope. */
export function errorReply(status: number, error: string, headers: Record<string, string> = {}): Response {
  return jsonReply(status, { error }, headers);
}

export function textReply(
  status: number,
  text: string,
  contentType: string,
  headers: Record<string, string> = {},
): Response {
  return bytesReply(status, new TextEncoder().encode(text), contentType, headers);
}

export function bytesReply(
  status: number,
  bytes: Uint8Array,
  contentType: string,
  headers: Record<string, string> = {},
): Response {
  const length = { "content-type": contentType, "content-length": String(bytes.byteLength) };
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers: { ...length, ...headers } });
}
