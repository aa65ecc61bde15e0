import type { Lock, Plan } from "@seedkit/batch";

const nothing = "0".repeat(64);

/** The lock by which everything of a plan counts as changed: its files stay ours to replace, none is reused. */
export function forgetKeys(lock: Lock, { entries }: Pick<Plan, "entries">): Lock {
  const planned = new Set(entries.map(({ entry }) => entry.id));
  const images = Object.entries(lock.images).map(([id, image]) => [
    id,
    planned.has(id) ? { ...image, key: nothing } : image,
  ]);
  return { ...lock, images: Object.fromEntries(images) };
}
