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
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return jpeg(bytes);
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    return whole(bytes, 24, {
      mediaType: "image/png",
      width: uint(bytes, 16, 4),
      height: uint(bytes, 20, 4),
    });
  }
  if (ascii(bytes, 0, 4) === "GIF8") {
    return whole(bytes, 10, {
      mediaType: "image/gif",
      width: little(bytes, 6, 2),
      height: little(bytes, 8, 2),
    });
  }
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return webp(bytes);
  if (ascii(bytes, 4, 4) === "ftyp") return container(bytes);
  return undefined;
}

// SOF0-SOF15 hold the size, but C4 (Huffman tables), C8 (reserved) and CC (arithmetic tables) are no frames.
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
// TEM, RST0-7, SOI: markers without a length.
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

function jpeg(bytes: Uint8Array): ImageHeader {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (standsAlone(marker)) at += 2;
    else if (isFrame(marker)) {
      return { mediaType: "image/jpeg", height: uint(bytes, at + 5, 2), width: uint(bytes, at + 7, 2) };
    } else {
      at += 2 + Math.max(2, uint(bytes, at + 2, 2));
    }
  }
  return { mediaType: "image/jpeg", width: 0, height: 0 };
}

function webp(bytes: Uint8Array): ImageHeader {
  const mediaType = "image/webp";
  const chunk = ascii(bytes, 12, 4);
  if (chunk === "VP8X") {
    return whole(bytes, 30, { mediaType, width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1 });
  }
  if (chunk === "VP8L") {
    const bits = little(bytes, 21, 4);
    return whole(bytes, 25, { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 });
  }
  const [width, height] = [little(bytes, 26, 2) & 0x3fff, little(bytes, 28, 2) & 0x3fff];
  return whole(bytes, 30, { mediaType, width, height });
}

/** The header, or its type alone where it is cut off before its `length`. */
function whole(bytes: Uint8Array, length: number, header: ImageHeader): ImageHeader {
  return bytes.length >= length ? header : { ...header, width: 0, height: 0 };
}

function container(bytes: Uint8Array): ImageHeader | undefined {
  const brand = ascii(bytes, 8, 4);
  if (brand === "avif" || brand === "avis") return { mediaType: "image/avif", width: 0, height: 0 };
  if (/^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))
    return { mediaType: "image/heic", width: 0, height: 0 };
  return undefined;
}

function starts(bytes: Uint8Array, at: number, ...wanted: number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function uint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

function little(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}
