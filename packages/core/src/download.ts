import type { Stakes } from "./attempt.ts";
import { type Call, type Context, isLoopback } from "./context.ts";
import type { Found, Taken } from "./decode.ts";
import { isSeedkitError, SeedkitError, withDetails } from "./errors.ts";
import type { GeneratedImage } from "./generation.ts";
import { request } from "./request.ts";
import { type ImageHeader, readHeader } from "./size/header.ts";

/** With its bytes, or as the call's spool gives it. */
type Image = GeneratedImage | (ImageHeader & { readonly url?: string });

/** The image is paid for, whatever becomes of the download. */
const paid: Stakes = ["yes", "yes", "yes"];

export type Fetched = {
  readonly images: readonly Image[];
  readonly failures: readonly SeedkitError[];
};

/**
 * Fetches the images an answer names, without the key. One that cannot be fetched never takes its siblings
 * along. @throws SeedkitError, with every address in `imageUrls`, where none came
 */
export async function fetchImages(
  context: Context,
  call: Call,
  found: readonly (Found | Taken)[],
): Promise<Fetched> {
  const images: Image[] = [];
  const failures: SeedkitError[] = [];
  const settled = await Promise.allSettled(
    found.map(async (item, index) => {
      if ("image" in item) return item.image;
      if ("bytes" in item) return keep(call, item.bytes, item.header);
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

async function download(context: Context, call: Call, url: string): Promise<Image> {
  try {
    if (!mayFetch(context, url)) throw bad(`An image address is not https: ${url}`);
    const exchange = { method: "GET", url, stakes: paid } as const;
    const { value } = await request(context, call, exchange, ({ bytes, image }) => {
      if (image) return { ...image, url };
      const header = readHeader(bytes);
      if (!header || call.spool) throw bad("The image address holds no image");
      return { bytes, ...header, url };
    });
    return value;
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    const hint = "The image is paid for: fetch it from its address within the hour.";
    throw withDetails(error, { charged: "yes", imageUrls: [url], hint, model: call.model });
  }
}

const bad = (message: string) => new SeedkitError("bad_image", message, { charged: "yes" });

/** An image that came as text, where all images go. */
async function keep({ spool }: Call, bytes: Uint8Array, header: ImageHeader): Promise<Image> {
  if (!spool) return { bytes, ...header };
  const image = await spool([bytes]);
  if ("mediaType" in image) return image;
  throw bad("The image could not be kept");
}

// Plain http is for an emulator on this machine; an answer of the real service cannot reach into it.
function mayFetch(context: Context, address: string): boolean {
  const url = new URL(address);
  return url.protocol === "https:" || (isLoopback(url) && isLoopback(new URL(context.baseUrl)));
}
