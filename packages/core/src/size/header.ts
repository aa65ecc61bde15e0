/** What an image's own first bytes say of it. */
export type ImageHeader = {
  readonly mediaType: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/avif" | "image/heic";
  /** In px. 0 where the header does not hold it (AVIF, HEIC) or is cut off. */
  readonly width: number;
  readonly height: number;
};

/**
 * Reads type, width and height from an image's first bytes. The bytes decide: a `content-type` header or a
 * file name may be wrong. Returns undefined for what is no image.
 */
export function readHeader(bytes: Uint8Array): ImageHeader | undefined {
  const text = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (text(0, 3) === "\xff\xd8\xff") return jpeg(bytes);
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return image("png", big(bytes, 16, 4), big(bytes, 20, 4));
  if (text(0, 4) === "GIF8") return image("gif", little(bytes, 6, 2), little(bytes, 8, 2));
  if (text(0, 4) === "RIFF" && text(8, 4) === "WEBP") return webp(bytes, text(12, 4));
  if (text(4, 4) !== "ftyp") return undefined;
  if (/^avi[fs]$/.test(text(8, 4))) return image("avif");
  return /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(text(8, 4)) ? image("heic") : undefined;
}

/** Px that the header does not hold, or that were read past its end (NaN), are told as 0. */
function image(type: string, width = 0, height = 0): ImageHeader {
  const known = width > 0 && height > 0;
  const mediaType = `image/${type}` as ImageHeader["mediaType"];
  return { mediaType, width: known ? width : 0, height: known ? height : 0 };
}

function jpeg(bytes: Uint8Array): ImageHeader {
  for (let at = 2; bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    // SOF0-SOF15 hold the size, but C4 (Huffman tables), C8 (reserved) and CC (arithmetic tables) are no frames.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return image("jpeg", big(bytes, at + 7, 2), big(bytes, at + 5, 2));
    }
    if (marker === 0xff) at += 1;
    // TEM, RST0-7, SOI: markers without a length.
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + Math.max(2, big(bytes, at + 2, 2) || 0);
  }
  return image("jpeg");
}

function webp(bytes: Uint8Array, chunk: string): ImageHeader {
  if (chunk === "VP8X") return image("webp", little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1);
  // Sides of 14 bits. Arithmetic, not bit operators: those would make a number of NaN.
  const side = (value: number) => value % 0x4000;
  if (chunk === "VP8L") {
    const bits = little(bytes, 21, 4);
    return image("webp", side(bits) + 1, side(Math.floor(bits / 0x4000)) + 1);
  }
  return image("webp", side(little(bytes, 26, 2)), side(little(bytes, 28, 2)));
}

/** A big-endian number; NaN where it is cut off. */
function big(bytes: Uint8Array, at: number, length: number): number {
  return bytes
    .subarray(at, at + length)
    .reduce((value, byte) => value * 256 + byte, at + length > bytes.length ? Number.NaN : 0);
}

/** A little-endian number; NaN where it is cut off. */
function little(bytes: Uint8Array, at: number, length: number): number {
  // A copy: the slice of a Buffer is a window, and would be turned round in place.
  return big(new Uint8Array(bytes.subarray(at, at + length)).reverse(), 0, length);
}
