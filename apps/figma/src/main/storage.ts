import type { Start } from "../protocol/calls.ts";

const keyName = "key";
const valueName = (name: string) => `panel/${name}`;

/** The key lies here and nowhere else: node data can be read by every collaborator. */
export async function readKey(): Promise<{ key?: string }> {
  const key = await figma.clientStorage.getAsync(keyName);
  return typeof key === "string" && key ? { key } : {};
}

export async function writeKey({ key }: { readonly key?: string }): Promise<void> {
  if (key === undefined) await figma.clientStorage.deleteAsync(keyName);
  else await roomy(keyName, key);
}

/** What the panel needs to show itself. A storage that cannot be read keeps no window shut. */
export async function readKnown(): Promise<Pick<Start, "hasKey" | "settings">> {
  try {
    const [{ key }, settings] = await Promise.all([readKey(), readValue("settings")]);
    return { hasKey: key !== undefined, settings };
  } catch {
    return { hasKey: false, settings: undefined };
  }
}

export const readValue = (name: string): Promise<unknown> => figma.clientStorage.getAsync(valueName(name));
export const deleteValue = (name: string): Promise<void> => figma.clientStorage.deleteAsync(valueName(name));
export const writeValue = (name: string, value: unknown): Promise<void> => roomy(valueName(name), value);

// A thumbnail is written before the history that names it.
const written = new Set<string>();

/** Writes; where the 5 MB are full, the oldest thumbnails go first. */
async function roomy(name: string, value: unknown): Promise<void> {
  let old: string[] | undefined;
  for (;;) {
    try {
      await figma.clientStorage.setAsync(name, value);
      written.add(name);
      return;
    } catch (error) {
      old ??= await oldestThumbs();
      const next = old.shift();
      if (next === undefined) throw error;
      if (next !== name) await figma.clientStorage.deleteAsync(next);
    }
  }
}

async function oldestThumbs(): Promise<string[]> {
  const names = await figma.clientStorage.keysAsync();
  const thumbs = names.filter((name) => name.startsWith(valueName("thumb:")));
  const history = await readValue("history");
  // Newest first in the history; what it does not know is older than all of it.
  const known = Array.isArray(history) ? history.map((entry) => valueName(`thumb:${entry?.id}`)) : [];
  const age = (name: string) => {
    if (written.has(name)) return -1;
    return known.includes(name) ? known.indexOf(name) : known.length;
  };
  return thumbs.sort((one, other) => age(other) - age(one));
}
