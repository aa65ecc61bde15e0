import { keyVersion } from "../key/entry-key.ts";
import type { Lock, LockedImage } from "../lock/lock.ts";
import type { Manifest } from "../manifest/entry.ts";

/**
 * Gives what was made under an id that the manifest does not name any more to an entry that asks for the same:
 * a new name is no new image. Each is given once; first those whose files are all there.
 */
export type ClaimRenamed = (key: string, isWhole: (image: LockedImage) => boolean) => LockedImage | undefined;

export function renamedImages({ entries }: Manifest, { images, keyVersion: rules }: Lock): ClaimRenamed {
  // Keys of other rules say nothing about ours.
  if (rules !== keyVersion) return () => undefined;
  const ids = new Set(entries.map(({ id }) => id));
  const byKey = new Map<string, LockedImage[]>();
  for (const [id, image] of Object.entries(images)) {
    if (ids.has(id)) continue;
    const same = byKey.get(image.key);
    if (same) same.push(image);
    else byKey.set(image.key, [image]);
  }
  const sorted = new Set<LockedImage[]>();
  return (key, isWhole) => {
    const same = byKey.get(key) ?? [];
    // The best last, from where they are taken.
    if (!sorted.has(same)) same.reverse().sort((a, b) => Number(isWhole(a)) - Number(isWhole(b)));
    sorted.add(same);
    return same.pop();
  };
}
