import sharp from "sharp";

/** Small real images in every form that XMP is written into, with a gradient so that pixels differ. */
export async function samples(): Promise<Readonly<Record<string, Buffer>>> {
  const [width, height] = [37, 22];
  const raw = (channels: 3 | 4) => {
    const data = Buffer.from(Array.from({ length: width * height * channels }, (_, at) => (at * 7) % 256));
    return sharp(data, { raw: { width, height, channels } });
  };
  return {
    JPEG: await raw(3).jpeg().toBuffer(),
    "progressive JPEG with a profile": await raw(3)
      .jpeg({ progressive: true })
      .withIccProfile("p3")
      .toBuffer(),
    PNG: await raw(4).png().toBuffer(),
    "PNG with a palette": await raw(4).png({ palette: true }).toBuffer(),
    "lossy WebP": await raw(3).webp().toBuffer(),
    "lossy WebP with alpha": await raw(4).webp().toBuffer(),
    "lossless WebP": await raw(3).webp({ lossless: true }).toBuffer(),
    "lossless WebP with alpha": await raw(4).webp({ lossless: true }).toBuffer(),
    "WebP with a profile": await raw(3).webp().withIccProfile("p3").toBuffer(),
  };
}

/** Everything that makes the picture: what may not change when metadata is written. Reads what is damaged, too. */
export function imageData(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xff) return jpegData(buffer);
  return buffer[0] === 0x89 ? pngData(buffer) : webpData(buffer);
}

/** Every segment that is not XMP, and all that follows the first scan's marker. */
function jpegData(buffer: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 2;
  while (at + 4 <= buffer.length && buffer[at + 1] !== 0xda) {
    const end = at + 2 + buffer.readUInt16BE(at + 2);
    if (
      !buffer
        .subarray(at + 4, end)
        .toString("latin1")
        .startsWith("http://ns.adobe.com/xap/")
    ) {
      parts.push(buffer.subarray(at, end));
    }
    at = end;
  }
  return Buffer.concat([...parts, buffer.subarray(at)]);
}

/** Every chunk that is not XMP, whole. */
function pngData(buffer: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 8;
  while (at + 12 <= buffer.length) {
    const end = at + 12 + buffer.readUInt32BE(at);
    if (!buffer.toString("latin1", at + 8, end).startsWith("XML:com.adobe.xmp\0"))
      parts.push(buffer.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...parts, buffer.subarray(at)]);
}

/** Every chunk but the two that tell of metadata. */
function webpData(buffer: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 12;
  while (at + 8 <= buffer.length) {
    const length = buffer.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (!["VP8X", "XMP "].includes(buffer.toString("latin1", at, at + 4)))
      parts.push(buffer.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...parts, buffer.subarray(at)]);
}
