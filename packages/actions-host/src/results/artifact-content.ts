/** An artifact as the service stored it. */
export type ArtifactContent = {
  readonly id: number;
  readonly name: string;
  readonly mimeType: string;
  /** The bytes as uploaded: an archive, or the one file where the upload skipped the archive. */
  readonly bytes: Uint8Array;
  /** File name to bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** When GitHub would delete it, ISO 8601; absent where the upload did not say. */
  readonly expiresAt?: string;
};
