/** The part of @actions/cache that is used. It is large: loaded only where a cache is read or written. */
export type CacheService = {
  restore(path: string, key: string, restoreKeys: readonly string[]): Promise<string | undefined>;
  save(path: string, key: string): Promise<void>;
};

export async function loadCacheService(): Promise<CacheService> {
  const { restoreCache, saveCache } = await import("@actions/cache");
  return {
    restore: (path, key, restoreKeys) =>
      // Pictures are the same on every system.
      restoreCache([path], key, [...restoreKeys], { segmentTimeoutInMs: 120_000 }, true),
    save: async (path, key) => void (await saveCache([path], key, undefined, true)),
  };
}
