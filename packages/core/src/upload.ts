import { free } from "./attempt.ts";
import type { Shrink } from "./client-options.ts";
import { contentHash } from "./content-hash.ts";
import type { Call, Context } from "./context.ts";
import { isSeedkitError, SeedkitError } from "./errors.ts";
import { dataUriBytes, isBytes, needsUpload, type Reference, toBase64 } from "./references.ts";
import { request } from "./request.ts";
import { readHeader } from "./size/header.ts";

/** Uploads what is not an address yet, each content once, and gives the addresses in the order of the list. */
export type Uploader = (
  call: Call,
  key: string,
  references: readonly Reference[],
) => Promise<readonly string[]>;

// Plenty for a reference; more only takes time.
const longSide = 2048;
const cacheSize = 1000;

export function createUploader(context: Context, shrink: Shrink | undefined): Uploader {
  const cache = new Map<string, Promise<string>>();
  let warned = false;

  const uploadOne = async (call: Call, key: string, bytes: Uint8Array): Promise<string> => {
    const hash = contentHash(bytes);
    const earlier = cache.get(hash);
    if (earlier) {
      try {
        return await earlier;
      } catch (error) {
        // Another call's cancel is not ours.
        if (!isSeedkitError(error) || error.code !== "aborted" || call.signal?.aborted) throw error;
      }
    }
    const pending = post(context, call, key, await smaller(call, bytes, shrink));
    cache.set(hash, pending);
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value as string);
    pending.catch(() => {
      if (cache.get(hash) === pending) cache.delete(hash);
    });
    return pending;
  };

  return async (call, key, references) => {
    const contents = await Promise.all(references.map((reference, index) => contentOf(reference, index)));
    const files = contents.filter((content) => content instanceof Uint8Array);
    if (files.length === 0) return contents as string[];
    if (!warned) {
      warned = true;
      const message =
        "Uploaded references can be read by anyone who has their address, and stay on the service";
      call.emit({ type: "warning", warning: { code: "public_upload", path: "image_input", message } });
    }
    call.emit({
      type: "uploading",
      count: files.length,
      bytes: files.reduce((sum, file) => sum + file.length, 0),
    });
    const urls = await Promise.all(
      contents.map((content) => (typeof content === "string" ? content : uploadOne(call, key, content))),
    );
    call.emit({ type: "uploaded", urls: urls.filter((_, index) => typeof contents[index] !== "string") });
    return urls;
  };
}

/** The address of a reference, or the bytes to upload. @throws SeedkitError `invalid_input` for what is no image */
async function contentOf(reference: Reference, index: number): Promise<string | Uint8Array> {
  if (typeof reference === "string" && !needsUpload(reference)) return reference;
  const bytes =
    reference instanceof Uint8Array
      ? reference
      : isBytes(reference)
        ? new Uint8Array(await reference.arrayBuffer())
        : dataUriBytes(reference as string);
  const header = bytes && readHeader(bytes);
  if (bytes && header && header.mediaType !== "image/heic") return bytes;
  const heic = header !== undefined;
  const message = heic
    ? "HEIC images cannot be used as a reference"
    : "is not a JPEG, PNG, WebP, GIF or AVIF image";
  const path = `image_input[${index}]`;
  throw new SeedkitError("invalid_input", `${path}: ${message}`, {
    charged: "no",
    issues: [{ path, message, allowed: "JPEG, PNG, WebP, GIF or AVIF" }],
    hint: heic ? "Export it as JPEG or PNG first." : "Check that the file is an image and not cut off.",
  });
}

async function smaller(call: Call, bytes: Uint8Array, shrink: Shrink | undefined): Promise<Uint8Array> {
  const header = readHeader(bytes);
  if (!header || Math.max(header.width, header.height) <= longSide) return bytes;
  const side = Math.max(header.width, header.height);
  const warn = (why: string) => {
    const message = `A reference of ${side} px is sent as it is (${why}); ${longSide} px are enough`;
    call.emit({ type: "warning", warning: { code: "reference_not_shrunk", path: "image_input", message } });
    return bytes;
  };
  if (!shrink) return warn("nothing here can make it smaller");
  return shrink({ bytes, header }, longSide).catch(() => warn("making it smaller failed"));
}

async function post(context: Context, call: Call, key: string, bytes: Uint8Array): Promise<string> {
  const mediaType = readHeader(bytes)?.mediaType ?? "application/octet-stream";
  const body = { data_urls: [`data:${mediaType};base64,${toBase64(bytes)}`] };
  const exchange = {
    method: "POST",
    url: context.uploadUrl,
    key,
    body,
    stakes: free,
    attemptMs: call.attemptMs,
  } as const;
  const { answer } = await request(context, call, exchange, { paid: false });
  const url = uploadedUrl(new TextDecoder().decode(answer.bytes));
  if (url) return url;
  throw new SeedkitError("server_error", "The upload answered without an address", {
    charged: "no",
    status: answer.status,
    hint: "Give the reference as an address instead.",
  });
}

function uploadedUrl(text: string): string | undefined {
  try {
    const { file_urls: now, urls: before } = JSON.parse(text) as { file_urls?: unknown; urls?: unknown };
    const [url] = [now, before].flat().filter((value) => typeof value === "string" && URL.canParse(value));
    return url as string | undefined;
  } catch {
    return undefined;
  }
}
