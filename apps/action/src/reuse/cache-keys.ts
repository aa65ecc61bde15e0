import { createHash } from "node:crypto";

export type CacheKeys = {
  /** Of what this step will save: keys are immutable, so each has its own. */
  readonly save: string;
  /** What it may begin with, best first. */
  readonly restore: readonly string[];
};

/** The cache keys of a project: short and without a comma, whatever its path is. */
export function cacheKeys(
  folderShown: string,
  shard: { readonly index: number; readonly count: number } | undefined,
  unique: string,
): CacheKeys {
  const project = `seedkit-1-${createHash("sha256").update(folderShown).digest("hex").slice(0, 16)}`;
  const part = shard ? `${project}-${shard.index}.${shard.count}` : `${project}-all`;
  const keys = [`${part}-`, `${project}-`];
  return { save: `${part}-${unique.replaceAll(/[^\w.-]/g, "_").slice(0, 100)}`, restore: keys };
}
