import { inflateSync } from "node:zlib";

// Of a compressed packet of somebody else: far more than one can be, far less than a bomb.
const maxInflated = 16 * 1024 * 1024;

/** Of a zlib stream. @throws Error where it is damaged or gives too much */
export const inflate = (bytes: Uint8Array): Uint8Array =>
  inflateSync(bytes, { maxOutputLength: maxInflated });
