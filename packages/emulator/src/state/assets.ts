import { createHash } from "node:crypto";
import { readHeader } from "@seedkit/core";

/** Uploaded references by name. Like the service's, they are readable by anyone and stay. */
export type Assets = {
  /** Keeps the bytes under the hash of their content. */
  add(bytes: Uint8Array): string;
  find(name: string): Uint8Array | undefined;
  reset(): void;
};

export function createAssets(): Assets {
  const assets = new Map<string, Uint8Array>();
  return {
    add(bytes) {
      const extension = readHeader(bytes)?.mediaType.replace("image/", "") ?? "bin";
      const name = `${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.${extension}`;
      assets.set(name, bytes);
      return name;
    },
    find: (name) => assets.get(name),
    reset: () => assets.clear(),
  };
}
