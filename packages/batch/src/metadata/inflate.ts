// Of a compressed packet of somebody else: far more than one can be, far less than a bomb.
const maxInflated = 16 * 1024 * 1024;

// Asked for, not imported: a browser's bundle has no such module, and reads such a packet as damaged.
const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");

/** Of a zlib stream. @throws Error where it is damaged, gives too much, or there is no Node */
export function inflate(bytes: Uint8Array): Uint8Array {
  if (!zlib) throw new Error("no zlib here");
  return zlib.inflateSync(bytes, { maxOutputLength: maxInflated });
}
