// Headers of images, typed by hand from the formats' own descriptions.

const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
const big = (value: number, length: number) =>
  Array.from({ length }, (_, index) => Math.floor(value / 256 ** (length - 1 - index)) % 256);
const little = (value: number, length: number) => big(value, length).reverse();

export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...big(13, 4),
    ...text("IHDR"),
    ...big(width, 4),
    ...big(height, 4),
    ...[8, 6, 0, 0, 0],
    ...big(0, 4),
  ]);
}

export function gif(width: number, height: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...text("GIF89a"), ...little(width, 2), ...little(height, 2), 0, 0, 0]);
}

/** One segment of a JPEG: its length counts itself. */
export function segment(marker: number, payload: readonly number[]): number[] {
  return [0xff, marker, ...big(payload.length + 2, 2), ...payload];
}

/** `frame`: C0 is baseline, C2 progressive. `before`: what stands between the start and the frame. */
export function jpeg(
  width: number,
  height: number,
  { frame = 0xc0, before = [] as readonly number[] } = {},
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...before,
    ...segment(frame, [8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0]),
    ...[0xff, 0xd9],
  ]);
}

function riff(chunk: string, payload: readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...text("RIFF"),
    ...little(payload.length + 12, 4),
    ...text("WEBP"),
    ...text(chunk),
    ...little(payload.length, 4),
    ...payload,
  ]);
}

export function webpLossy(width: number, height: number): Uint8Array<ArrayBuffer> {
  // Frame tag, start code, then 14 bits of each side under two bits of scale.
  return riff("VP8 ", [0x30, 0x01, 0x00, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2)]);
}

export function webpLossless(width: number, height: number): Uint8Array<ArrayBuffer> {
  return riff("VP8L", [0x2f, ...little(width - 1 + (height - 1) * 2 ** 14, 4)]);
}

export function webpExtended(width: number, height: number): Uint8Array<ArrayBuffer> {
  return riff("VP8X", [0x10, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);
}

export function container(brand: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...big(24, 4), ...text("ftyp"), ...text(brand), ...big(0, 12)]);
}
