import { checkSendable, free } from "./attempt.ts";
import type { Shrink, Uploader } from "./client-options.ts";
import { wait } from "./clock.ts";
import { contentHash } from "./content-hash.ts";
import type { Call, Context } from "./context.ts";
import { isSeedkitError, SeedkitError } from "./errors.ts";
import { jsonOf } from "./json.ts";
import {
  allowedReference,
  dataUriBytes,
  isBytes,
  needsUpload,
  type Reference,
  referenceRefusal,
  toBase64,
} from "./references.ts";
import { request } from "./request.ts";
import { readHeader } from "./size/header.ts";

export type { Shrink, Uploader } from "./client-options.ts";
export type { Call, Context } from "./context.ts";

// Plenty for a reference; more only takes time.
const longSide = 2048;
const cacheSize = 1000;

/** Makes the part of a client that uploads references, each content once. */
export function createUploader(context: Context, shrink: Shrink | undefined): Uploader {
  const cache = new Map<string, Promise<string>>();
  let warned = false;

  const uploadOne = async (call: Call, key: string, bytes: Uint8Array): Promise<string> => {
    const hash = contentHash(bytes);
    for (let earlier = cache.get(hash); earlier; earlier = cache.get(hash)) {
      try {
        return await within(context, call, earlier);
      } catch (error) {
        checkSendable(context, call, { method: "POST", url: context.uploadUrl, stakes: free });
        // Another call's cancel, or its shorter time, is not ours.
        if (isSeedkitError(error) && !/^(?:aborted|deadline|timeout)$/.test(error.code)) throw error;
      }
    }
    const pending = smaller(call, bytes, shrink).then((small) => post(context, call, key, small));
    cache.set(hash, pending);
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value as string);
    pending.catch(() => {
      if (cache.get(hash) === pending) cache.delete(hash);
    });
    return pending;
  };

  return async (call, key, references) => {
    const contents = await contentsOf(references);
    const files = contents.filter((content) => content instanceof Uint8Array);
    if (files.length === 0) return contents as string[];
    if (!warned) {
      warned = true;
      const message = "Uploaded references stay on the service, readable to all who have their address";
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

/** Waits for another call's upload, no longer than this call may take. */
async function within<T>({ clock }: Context, { signal, deadline }: Call, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const either = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
  const over = wait(clock, deadline - clock.now(), either).then(() => Promise.reject(new Error("late")));
  return Promise.race([work, over]).finally(() => ended.abort());
}

/** The addresses of references, or their bytes. @throws SeedkitError `invalid_input` naming all that are no image */
async function contentsOf(references: readonly Reference[]): Promise<(string | Uint8Array)[]> {
  const contents = await Promise.all(references.map(contentOf));
  const issues = contents.flatMap((content, index) =>
    content instanceof Error
      ? [{ path: `image_input[${index}]`, message: content.message, allowed: allowedReference }]
      : [],
  );
  if (issues.length === 0) return contents as (string | Uint8Array)[];
  const message = issues.map(({ path, message }) => `${path} ${message}`).join("; ");
  throw new SeedkitError("invalid_input", message, {
    charged: "no",
    issues,
  });
}

async function contentOf(reference: Reference): Promise<string | Uint8Array | Error> {
  if (typeof reference === "string" && !needsUpload(reference)) return reference;
  const bytes =
    reference instanceof Uint8Array
      ? reference
      : isBytes(reference)
        ? // A file behind a Blob may be gone by now.
          await reference.arrayBuffer().then(
            (buffer) => new Uint8Array(buffer),
            () => undefined,
          )
        : dataUriBytes(reference as string);
  const refusal = referenceRefusal(bytes);
  return bytes && refusal === undefined ? bytes : new Error(refusal);
}

async function smaller(call: Call, bytes: Uint8Array, shrink: Shrink | undefined): Promise<Uint8Array> {
  const header = readHeader(bytes);
  if (!header || Math.max(header.width, header.height) <= longSide) return bytes;
  try {
    const small = await shrink?.({ bytes, header }, longSide);
    if (small && readHeader(small)) return small;
  } catch {
    // A large reference is slow, and still a reference.
  }
  const message = `A reference of ${header.width}x${header.height} is sent as it is: ${longSide} px would do`;
  call.emit({ type: "warning", warning: { code: "reference_not_shrunk", path: "image_input", message } });
  return bytes;
}

async function post(context: Context, call: Call, key: string, bytes: Uint8Array): Promise<string> {
  const body = { data_urls: [`data:${readHeader(bytes)?.mediaType};base64,${toBase64(bytes)}`] };
  const exchange = { method: "POST", url: context.uploadUrl, key, body, stakes: free } as const;
  const { value } = await request(context, call, exchange, (answer) => {
    // Older documents of the service say `urls`.
    const { file_urls: now, urls: before } = jsonOf(answer.bytes);
    const url = [now, before].flat().find((address) => typeof address === "string" && URL.canParse(address));
    if (typeof url === "string") return url;
    throw new SeedkitError("bad_image", "The upload answered without an address", {
      charged: "no",
      status: answer.status,
    });
  });
  return value;
}
