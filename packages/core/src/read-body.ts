/** The body is larger than the caller takes. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
  constructor(maxBytes: number) {
    super(`The answer has more than ${maxBytes} bytes`);
  }
}

/**
 * The pieces of a body as they come. Whoever stops listening, or aborts, ends the transfer.
 * @throws BodyTooLarge over `maxBytes`, without reading on
 * @throws Error where an image ends before its announced length, or the signal aborts
 */
export async function* readPieces(
  response: Response,
  maxBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const { body, headers } = response;
  const announced = announcedLength(headers);
  const reader = body?.getReader();
  const cancel = () => void reader?.cancel().catch(() => {});
  signal?.addEventListener("abort", cancel);
  try {
    if ((announced ?? 0) > maxBytes) throw new BodyTooLarge(maxBytes);
    if (!reader) return yield new Uint8Array(await response.arrayBuffer());
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      // What was cancelled reads like a body that ended.
      if (signal?.aborted) throw new Error("aborted");
      if (done) break;
      length += value.length;
      if (length > maxBytes) throw new BodyTooLarge(maxBytes);
      yield value;
    }
    // Only for images: a compressed JSON body is announced with its compressed length.
    if (
      announced !== undefined &&
      length < announced &&
      /^image\//i.test(headers.get("content-type") ?? "")
    ) {
      throw new Error(`${length} of ${announced} bytes came`);
    }
  } finally {
    signal?.removeEventListener("abort", cancel);
    cancel();
  }
}

/** A whole body in one buffer, of the announced length where there is one: no second copy of a large image. */
export async function readBody(...body: Parameters<typeof readPieces>): Promise<Uint8Array> {
  let buffer = new Uint8Array(0);
  let length = 0;
  for await (const piece of readPieces(...body)) {
    const end = length + piece.length;
    if (end > buffer.length) {
      const [{ headers }, maxBytes] = body;
      const wanted = Math.max(
        end,
        buffer.length * 2,
        length > 0 ? 65_536 : (announcedLength(headers) ?? 65_536),
      );
      const larger = new Uint8Array(Math.min(maxBytes, wanted));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(piece, length);
    length = end;
  }
  return buffer.length === length ? buffer : shorten(buffer, length);
}

/** The first bytes in a buffer of just that length, in place where the engine can. */
function shorten(buffer: Uint8Array, length: number): Uint8Array {
  const whole = buffer.buffer as ArrayBuffer & { transfer?: (length: number) => ArrayBuffer };
  return whole.transfer ? new Uint8Array(whole.transfer(length)) : buffer.slice(0, length);
}

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
