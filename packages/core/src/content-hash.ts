// Not SHA-256: the platform's digest is missing in a frame that is no secure context, and ours would be two
// pages. This one tells the files of one user apart (106 bits and the length), and is no guard against forgery.

/** A name for bytes: the same bytes have the same name, others in practice another. */
export function contentHash(bytes: Uint8Array): string {
  return `${bytes.length}-${mix(bytes, 0)}-${mix(bytes, 0x9e3779b9)}`;
}

/** 53 bits of the bytes (cyrb53, public domain). */
function mix(bytes: Uint8Array, seed: number): string {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    a = Math.imul(a ^ byte, 2654435761);
    b = Math.imul(b ^ byte, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
