import { AttemptFailure, type Stakes } from "./attempt.ts";
import { type Call, type Context, isLoopback } from "./context.ts";
import type { Found } from "./decode.ts";
import { isSeedkitError, SeedkitError, withDetails } from "./errors.ts";
import type { GeneratedImage } from "./generation.ts";
import { request } from "./request.ts";
import { type ImageHeader, readHeader } from "./size/header.ts";

/** The image is paid for, whatever becomes of the download. */
const paid: Stakes = { unsent: "yes", sent: "yes", answered: "yes" };

export type Fetched = {
  readonly images: readonly GeneratedImage[];
  readonly failures: readonly SeedkitError[];
};

/**
 * Fetches the images an answer names, without the key. One that cannot be fetched never takes its siblings
 * along. @throws SeedkitError, with every address in `imageUrls`, where none came
 */
export async function fetchImages(context: Context, call: Call, found: readonly Found[]): Promise<Fetched> {
  const images: GeneratedImage[] = [];
  const failures: SeedkitError[] = [];
  const settled = await Promise.allSettled(
    found.map(async (item, index) => {
      if ("bytes" in item) return imageOf(item.bytes, item.header);
      call.emit({ type: "downloading", index, of: found.length });
      return download(context, call, item.url);
    }),
  );
  for (const result of settled) {
    if (result.status === "fulfilled") images.push(result.value);
    else if (isSeedkitError(result.reason)) failures.push(result.reason);
    else throw result.reason;
  }
  const [first] = failures;
  if (images.length === 0 && first) {
    throw withDetails(first, { imageUrls: failures.flatMap((failure) => failure.imageUrls ?? []) });
  }
  return { images, failures };
}

async function download(context: Context, call: Call, url: string): Promise<GeneratedImage> {
  try {
    if (!mayFetch(context, url)) {
      const message = `The answer names an address that is not https: ${new URL(url).host}`;
      throw new SeedkitError("bad_image", message, { charged: "yes" });
    }
    const exchange = { method: "GET", url, stakes: paid, attemptMs: call.attemptMs } as const;
    const check = ({ bytes }: { bytes: Uint8Array }) => {
      if (readHeader(bytes)) return;
      const error = new SeedkitError("bad_image", "What lies at the image's address is no image", {
        charged: "yes",
      });
      throw new AttemptFailure(error, "yes");
    };
    const { answer } = await request(context, call, exchange, { paid: false, check });
    return { ...imageOf(answer.bytes, readHeader(answer.bytes) as ImageHeader), url };
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    const hint = "The image is paid for and stays at its address for about an hour: fetch it from there.";
    throw withDetails(error, { charged: "yes", imageUrls: [url], hint, model: call.model });
  }
}

/** The image of bytes whose header was read. */
export function imageOf(bytes: Uint8Array, { mediaType, width, height }: ImageHeader): GeneratedImage {
  return { bytes, mediaType, width, height };
}

// Plain http is for an emulator on this machine; an answer of the real service cannot reach into it.
function mayFetch(context: Context, address: string): boolean {
  const url = new URL(address);
  return url.protocol === "https:" || (isLoopback(url) && isLoopback(new URL(context.baseUrl)));
}
