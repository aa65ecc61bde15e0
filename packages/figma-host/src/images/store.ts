import { createHash } from "node:crypto";
import { readHeader } from "@seedkit/core/size";
import { refuse } from "../refusal.ts";

/** An image of the file. Its bytes stay out here: 15 images of 4096 x 4096 would not fit a plugin's memory. */
export type StoredImage = {
  /** SHA-1 of the bytes, hex: what image paints carry. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** px. */
  readonly width: number;
  readonly height: number;
};

export type ImageStore = {
  /** What `figma.createImage` does: refuses what Figma refuses. */
  create(bytes: unknown, where?: string): StoredImage;
  /** Keeps an image as a test's starting point, of any format and size. */
  keep(bytes: Uint8Array): StoredImage;
  get(hash: string): StoredImage | undefined;
  readonly size: number;
};

const largestSide = 4096;
const accepted = new Set(["image/png", "image/jpeg", "image/gif"]);
const images = new WeakSet<object>();

export const isStoredImage = (value: unknown): value is StoredImage =>
  typeof value === "object" && value !== null && images.has(value);

export function createImageStore(): ImageStore {
  const stored = new Map<string, StoredImage>();
  const keep = (bytes: Uint8Array): StoredImage => {
    const hash = createHash("sha1").update(bytes).digest("hex");
    const header = readHeader(bytes);
    const image: StoredImage = stored.get(hash) ?? {
      hash,
      bytes,
      mediaType: header?.mediaType ?? "application/octet-stream",
      width: header?.width ?? 0,
      height: header?.height ?? 0,
    };
    stored.set(hash, image);
    images.add(image);
    return image;
  };
  return {
    keep,
    create(bytes, where = "createImage") {
      if (!(bytes instanceof Uint8Array)) {
        refuse(where, `Expected "data" to have type Uint8Array but got ${nameOf(bytes)} instead`);
      }
      const header = readHeader(bytes);
      if (!header || !accepted.has(header.mediaType)) refuse(where, "Image type is unsupported");
      if (header.width < 1 || header.height < 1) refuse(where, "Image is too small");
      if (header.width > largestSide || header.height > largestSide) refuse(where, "Image is too large");
      return keep(bytes);
    },
    get: (hash) => stored.get(hash),
    get size() {
      return stored.size;
    },
  };
}

const nameOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
