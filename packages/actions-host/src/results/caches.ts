import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Blobs } from "./blobs.ts";
import type { CacheContent } from "./cache-content.ts";
import type { Answer, Message } from "./message.ts";

type Cache = { readonly id: number; readonly key: string; readonly version: string; done: boolean };

// The service's own limit.
const longestKey = 512;

/** The cache half (v2) of GitHub's results service; entries cannot be changed once written. */
export function createCaches(nextId: () => number, signedUrl: (id: number) => string, blobs: Blobs) {
  const caches: Cache[] = [];
  const find = (message: Message) =>
    caches.find(({ key, version }) => key === message.text("key") && version === message.text("version"));

  const methods: Record<string, (message: Message, writable: boolean) => Answer> = {
    CreateCacheEntry(message, writable) {
      if (!writable)
        return {
          body: { ok: false, message: "cache write denied: the token was issued for an untrusted event" },
        };
      const key = message.text("key") ?? "";
      if (key.length > longestKey || key.includes(","))
        return { status: 400, body: { code: "invalid_argument", msg: "the cache key is not valid" } };
      if (find(message))
        return { status: 409, body: { code: "already_exists", msg: "cache entry already exists" } };
      const cache = { id: nextId(), key, version: message.text("version") ?? "", done: false };
      caches.push(cache);
      return { body: { ok: true, signed_upload_url: signedUrl(cache.id) } };
    },
    FinalizeCacheEntryUpload(message) {
      const cache = find(message);
      if (!cache) return { body: { ok: false, message: "no such cache entry" } };
      cache.done = true;
      return { body: { ok: true, entry_id: String(cache.id) } };
    },
    GetCacheEntryDownloadURL(message) {
      const usable = caches.filter((cache) => cache.done && cache.version === message.text("version"));
      // The exact key goes first, then for each restore key the newest that starts with it.
      const keys = [message.text("key") ?? "", ...message.texts("restore_keys")];
      const hit =
        usable.find(({ key }) => key === keys[0]) ??
        keys
          .map((prefix) => usable.findLast(({ key }) => key.startsWith(prefix)))
          .find((cache) => cache !== undefined);
      return {
        body: hit
          ? { ok: true, signed_download_url: signedUrl(hit.id), matched_key: hit.key }
          : { ok: false },
      };
    },
  };

  return {
    methods,
    list(): CacheContent[] {
      return caches.flatMap(({ id, key, version, done }) => {
        const bytes = blobs.read(id);
        return done && bytes !== undefined ? [{ key, version, archive: decompress(bytes) }] : [];
      });
    },
  };
}

function decompress(bytes: Buffer): Uint8Array {
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0xfd2fb528) return zstdDecompressSync(bytes);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
