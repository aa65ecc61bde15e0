import type { LockedCall, LockedFile, LockedImage } from "./lock.ts";
import type { MadeFrom } from "./made-from.ts";

/**
 * An entry of the lock with one more call. What was made from anything else makes room for it; its files are
 * remembered for as long as nothing else lies in their place.
 */
export function withCall(
  before: LockedImage | undefined,
  { id: _, index, emulated: __, ...image }: MadeFrom,
  call: LockedCall,
): LockedImage {
  const old = before?.calls ?? [];
  const others = before?.key === image.key ? old.filter((other) => other.index !== index) : [];
  const calls = [...others, call].sort((a, b) => a.index - b.index);
  const taken = new Set(filesOf(calls).map(({ path }) => path));
  const left = [...(before?.replaced ?? []), ...filesOf(old)].filter(({ path }) => !taken.has(path));
  const replaced = [...new Map(left.map((file) => [file.path, file])).values()];
  return { ...image, calls, ...(replaced.length > 0 && { replaced }) };
}

const filesOf = (calls: readonly LockedCall[]): readonly LockedFile[] => calls.flatMap(({ files }) => files);
