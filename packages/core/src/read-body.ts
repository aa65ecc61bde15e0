/** The body is larger than the caller takes. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
  constructor(maxBytes: number) {
    super(`The answer has more than ${maxBytes} bytes`);
  }
}

/**
 * Reads a body into one buffer, of the announced length where there is one: no second copy of a large image.
 * @throws BodyTooLarge over `maxBytes`, without reading on
 * @throws Error where an image ends before its announced length
 */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const announced = announcedLength(response.headers);
  if (announced !== undefined && announced > maxBytes) {
    void response.body?.cancel().catch(() => {});
    throw new BodyTooLarge(maxBytes);
  }
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  let buffer = new Uint8Array(announced ?? 0);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length > maxBytes) {
      void reader.cancel().catch(() => {});
      throw new BodyTooLarge(maxBytes);
    }
    if (length + value.length > buffer.length) {
      const larger = new Uint8Array(
        Math.min(maxBytes, Math.max(length + value.length, buffer.length * 2, 65_536)),
      );
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(value, length);
    length += value.length;
  }
  // Only for images: a compressed JSON body is announced with its compressed length.
  if (announced !== undefined && length < announced && isImage(response.headers)) {
    throw new Error(`${length} of ${announced} bytes came`);
  }
  return buffer.length === length ? buffer : shorten(buffer, length);
}

/** The first bytes in a buffer of just that length, in place where the engine can. */
function shorten(buffer: Uint8Array, length: number): Uint8Array {
  const whole = buffer.buffer as ArrayBuffer & { transfer?: (length: number) => ArrayBuffer };
  return whole.transfer ? new Uint8Array(whole.transfer(length)) : buffer.slice(0, length);
}

const isImage = (headers: Headers) => /^image\//i.test(headers.get("content-type") ?? "");

function announcedLength(headers: Headers): number | undefined {
  const text = headers.get("content-length");
  return text !== null && /^\d{1,15}$/.test(text) && !headers.get("content-encoding")
    ? Number(text)
    : undefined;
}

// More of an error body says nothing more.
const errorBytes = 1024 * 1024;

/** The text of an error's body; empty where it breaks off or is too long. */
export async function readText(response: Response): Promise<string> {
  return new TextDecoder().decode(await readBody(response, errorBytes).catch(() => new Uint8Array()));
}
