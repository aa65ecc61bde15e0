import { createHash } from "node:crypto";

/** The least a JPEG's header holds: its size is read, its pixels never are. */
export function smallJpeg(): Uint8Array {
  const frame = [0xff, 0xc0, 0, 17, 8, 4, 0, 4, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return new Uint8Array([0xff, 0xd8, ...frame, 0xff, 0xd9]);
}

export const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
