import { type Answer, requestIdOf } from "./attempt.ts";
import { type Classification, classifyText } from "./classify.ts";
import { errorText, messageIn } from "./error-text.ts";
import { SeedkitError } from "./errors.ts";
import { redact } from "./redact.ts";
import { base64Bytes, dataUriBytes } from "./references.ts";
import { type ImageHeader, readHeader } from "./size/header.ts";

/** An image of an answer: its bytes, or where it lies. */
export type Found = { readonly bytes: Uint8Array; readonly header: ImageHeader } | { readonly url: string };

/** An image that the call's spool took. */
export type Taken = { readonly image: ImageHeader };

export type Images<Item = Found> = { readonly images: readonly Item[]; readonly json?: unknown };

export type Decoded = Images | { readonly failure: Classification; readonly message: string };

const noImage = { code: "bad_image", charged: "maybe" } as const;
// `auto` gives at most 15; more is not an answer of this API.
const mostImages = 64;

/** Reads the images of a 200: bytes, or JSON with addresses, data URIs or base64, one or many. Never throws. */
export function decode(bytes: Uint8Array): Decoded {
  const header = readHeader(bytes);
  if (header) return { images: [{ bytes, header }] };
  if (bytes.length === 0) return { failure: noImage, message: "The answer is no image: it is empty" };
  const text = new TextDecoder().decode(bytes);
  const json = parse(text);
  if (json !== undefined) return decodeJson(json);
  const found = fromText(text.trim());
  if (found) return { images: [found] };
  const said = errorText(text.slice(0, 20_000));
  return { failure: classifyText(said) ?? noImage, message: `The answer is no image: ${said.slice(0, 200)}` };
}

/** Reads the images of a paid answer. @throws SeedkitError where it holds none */
export function decodeAnswer(
  answer: Answer,
  key: string,
  requestId = requestIdOf(answer.headers, key),
): Images<Found | Taken> {
  if (answer.image) return { images: [{ image: answer.image }] };
  const decoded = decode(answer.bytes);
  if (!("failure" in decoded)) return decoded;
  const { code, charged } = decoded.failure;
  throw new SeedkitError(code, redact(decoded.message, key), { charged, status: answer.status, requestId });
}

/** Reads the images of a JSON answer, or the error it tells of. Never throws. */
export function decodeJson(json: unknown): Decoded {
  const images = texts(json, 0).flatMap((text) => fromText(text) ?? []);
  if (images.length > 0) return { images, json };
  const message = messageIn(json, 0);
  if (message === undefined) return { failure: noImage, message: "The answer is no image" };
  return { failure: classifyText(message) ?? noImage, message };
}

// The order in which the service's answers are searched; the first place that names an image wins its place.
const places = ["images", "output", "image_url", "image", "url", "data", "b64_json", "base64"] as const;

/**
 * The texts that may name an image, the first 64 of them: a list may nest millions. What two places of an
 * object say is one; what a list says twice is two.
 */
function texts(value: unknown, depth: number): string[] {
  if (typeof value === "string") return [value];
  if (depth > 4 || typeof value !== "object" || value === null) return [];
  const found: string[] = [];
  const take = (item: unknown, known: readonly string[] = []) => {
    if (found.length >= mostImages) return;
    found.push(...texts(item, depth + 1).filter((text) => !known.includes(text)));
  };
  if (Array.isArray(value)) for (const item of value.slice(0, mostImages)) take(item);
  else
    for (const place of places) if (Object.hasOwn(value, place)) take((value as Places)[place], [...found]);
  return found.slice(0, mostImages);
}

type Places = Partial<Record<(typeof places)[number], unknown>>;

function fromText(text: string): Found | undefined {
  if (/^https?:\/\/[^\s"<>]+$/i.test(text.slice(0, 8192)) && URL.canParse(text)) return { url: text };
  if (/^data:/i.test(text)) return withHeader(dataUriBytes(text));
  // The first bytes tell whether it is worth decoding the rest.
  if (text.length < 32 || !tryBase64(text.slice(0, 64).replace(/=+$/, ""))) return undefined;
  return withHeader(tryBase64(text));
}

function withHeader(bytes: Uint8Array | undefined): Found | undefined {
  const header = bytes && readHeader(bytes);
  return bytes && header ? { bytes, header } : undefined;
}

function tryBase64(text: string): Uint8Array | undefined {
  try {
    return base64Bytes(text);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  if (!/^[\s\uFEFF]*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
