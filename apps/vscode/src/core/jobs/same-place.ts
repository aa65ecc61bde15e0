import type { Target } from "./job.ts";

/** Whether two targets are one and the same file, or call of an entry. In a folder there is room for any number. */
export function isSamePlace(one: Target, other: Target): boolean {
  if (one.kind === "file") return other.kind === "file" && one.uri === other.uri;
  if (one.kind === "folder" || other.kind !== "entry") return false;
  const names = ["manifest", "id", "index", "key"] as const;
  return names.every((name) => one[name] === other[name]);
}
