import { join } from "node:path";
import { formatLock, type Lock, type Plan } from "@seedkit/batch";
import { saveFile } from "@seedkit/core/node";

const nothing = "0".repeat(64);

/** Makes everything of the plan count as changed: its files stay ours to replace, none is reused. */
export async function forgetKeys(folder: string, lock: Lock, { entries }: Plan): Promise<void> {
  const planned = new Set(entries.map(({ entry }) => entry.id));
  const images = Object.fromEntries(
    Object.entries(lock.images).map(([id, image]) => [
      id,
      planned.has(id) ? { ...image, key: nothing } : image,
    ]),
  );
  await saveFile(join(folder, "seedkit.lock"), formatLock({ ...lock, images }), { overwrite: true });
}
