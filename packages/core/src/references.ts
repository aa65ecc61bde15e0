import { type ImageHeader, readHeader } from "./size/header.ts";

/** A reference image: its address, or its bytes, which are uploaded first, once per content. */
export type Reference = string | Uint8Array | Blob;

/** A reference whose bytes are at hand. */
export const isBytes = (reference: unknown): reference is Uint8Array | Blob =>
  reference instanceof Uint8Array || (typeof Blob !== "undefined" && reference instanceof Blob);

/** A reference that has to be uploaded before the API can read it: bytes, a Blob or a data URI. */
export function needsUpload(reference: Reference): boolean {
  return isBytes(reference) || /^data:/i.test(reference);
}

/** What the bytes of a reference may be. */
export const allowedReference = "a JPEG, PNG, WebP, GIF or AVIF image";

/** Why bytes cannot be a reference, or undefined where they can. */
export function referenceRefusal(bytes: Uint8Array | undefined): string | undefined {
  const type = bytes && readHeader(bytes)?.mediaType;
  if (type === undefined) return "is not an image";
  return type === "image/heic" ? "is a HEIC image: export it as JPEG first" : undefined;
}

/** The px of a reference where its bytes are at hand at once, `true` where they are not. */
export function referenceSize(reference: Reference): { width: number; height: number } | true {
  const header = referenceHeader(reference);
  return header === undefined ? true : { width: header.width, height: header.height };
}

/** Type and size of a reference that is bytes or a data URI. A Blob is read only when it is uploaded. */
export function referenceHeader(reference: Reference): ImageHeader | undefined {
  if (reference instanceof Uint8Array) return readHeader(reference);
  if (typeof reference !== "string") return undefined;
  const bytes = dataUriBytes(reference);
  return bytes === undefined ? undefined : readHeader(bytes);
}

/** The bytes of a data URI, or undefined where the text is none or is broken. */
export function dataUriBytes(uri: string): Uint8Array | undefined {
  const match = /^data:([^,]*),(.*)$/is.exec(uri);
  if (!match) return undefined;
  const [, head = "", body = ""] = match;
  try {
    if (!/;base64\s*$/i.test(head)) return new TextEncoder().encode(decodeURIComponent(body));
    return base64Bytes(body);
  } catch {
    return undefined;
  }
}

/** Decodes base64, also URL-safe and unpadded. @throws DOMException where it is not base64. */
export function base64Bytes(text: string): Uint8Array {
  const binary = atob(text.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Encodes bytes as base64 without Buffer, for hosts that have none. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // Spreading a whole image would pass the argument limit of a call.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
