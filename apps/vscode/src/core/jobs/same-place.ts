import type { JobRequest, Target } from "./job.ts";

/** Whether two targets are one and the same file, or call of an entry. In a folder there is room for any number. */
export function isSamePlace(one: Target, other: Target): boolean {
  if (one.kind === "file") return other.kind === "file" && one.uri === other.uri;
  if (one.kind === "folder" || other.kind !== "entry") return false;
  const names = ["manifest", "id", "index", "key"] as const;
  return names.every((name) => one[name] === other[name]);
}

/** Whether two requests ask for one and the same image at one and the same place. */
export const isSameCall = (one: JobRequest, other: JobRequest): boolean =>
  isSamePlace(one.target, other.target) && askedFor(one) === askedFor(other);

const askedFor = ({ model, input, references }: JobRequest) => JSON.stringify([model, input, references]);
