import type { Lock } from "@seedkit/batch/manifest";
import type { Target } from "./job.ts";

/** Whether a lock says that a call of an entry was made, as it was planned. */
export function isInLock(
  lock: Lock | undefined,
  { id, key, index }: Pick<Extract<Target, { kind: "entry" }>, "id" | "key" | "index">,
): boolean {
  const image = lock && Object.hasOwn(lock.images, id) ? lock.images[id] : undefined;
  if (image?.key !== key) return false;
  return image.calls.some((call) => call.index === index && !call.emulated);
}
