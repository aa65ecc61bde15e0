import { refuse } from "../refusal.ts";

/** `figma.clientStorage` of one user on one machine: kept between runs and files. */
export type ClientStorage = Map<string, unknown>;

const quota = 5 * 1024 * 1024;

/** Bytes a storage takes, keys counted. */
export function storedBytes(storage: ClientStorage): number {
  let total = 0;
  for (const [key, value] of storage) total += Buffer.byteLength(key) + bytesOf(value);
  return total;
}

function bytesOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value !== "object" || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, item]) => sum + Buffer.byteLength(key) + bytesOf(item), 0);
}

/** The methods of `figma.clientStorage`, by their dotted names. */
export function clientStorageCalls(
  storage: ClientStorage,
): Record<string, (...args: readonly unknown[]) => unknown> {
  return {
    "clientStorage.getAsync": async (key) => structuredClone(storage.get(String(key))),
    "clientStorage.keysAsync": async () => [...storage.keys()],
    "clientStorage.deleteAsync": async (key) => {
      storage.delete(String(key));
    },
    "clientStorage.setAsync": async (key, value) => {
      const after = new Map(storage).set(String(key), value);
      if (storedBytes(after) > quota) refuse("setAsync", "Exceeded the clientStorage quota of 5 MB");
      storage.set(String(key), structuredClone(value));
    },
  };
}
