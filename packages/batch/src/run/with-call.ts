import type { MadeFrom } from "../ledger/index.ts";
import type { LockedCall, LockedImage } from "../lock/lock.ts";

/** An entry of the lock with one more call. What was made from anything else makes room for it. */
export function withCall(
  before: LockedImage | undefined,
  { id: _, index, ...image }: MadeFrom,
  call: LockedCall,
): LockedImage {
  const same = before?.key === image.key ? before.calls : [];
  const others = same.filter((other) => other.index !== index);
  return { ...image, calls: [...others, call].sort((a, b) => a.index - b.index) };
}
