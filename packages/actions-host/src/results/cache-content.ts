/** A cache entry as the service stored it. */
export type CacheContent = {
  readonly key: string;
  readonly version: string;
  /** The tar archive after decompression, for looking through every byte. */
  readonly archive: Uint8Array;
};
