/**
 * The files of a project, as reading and planning see them: a folder on a disk, a virtual workspace, a map in a
 * test. Paths are relative to the manifest's folder, with `/`. Nothing here writes.
 */
export type ProjectFiles = {
  /** The bytes of a file, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What tells that a file has not changed, without reading it; undefined where there is none. */
  stat(path: string): Promise<FileStat | undefined>;
  /** True where the path, links followed, lies inside the project folder. */
  isInside(path: string): Promise<boolean>;
  /** SHA-256 as 64 hex digits, a text in UTF-8, where the platform has one that answers at once. @default our own */
  sha256?(data: string | Uint8Array): string;
  /** Why nothing could be written there; undefined where it could. Planning asks it before anything is paid. */
  unwritable?(folder: string): Promise<string | undefined>;
};

export type FileStat = {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, with fractions where the system has them. */
  readonly modifiedMs: number;
  /** When name, rights or content changed, where the system tells: it betrays what keeps its time of change. */
  readonly changedMs?: number;
};

/** Remembers the SHA-256 of files whose size and time have not changed. */
export type HashCache = {
  get(path: string, stat: FileStat): string | undefined;
  set(path: string, stat: FileStat, sha256: string): void;
};
