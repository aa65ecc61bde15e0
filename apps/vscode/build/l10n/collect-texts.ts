import { readdir, readFile } from "node:fs/promises";
import { type Found, textsInSource } from "./texts-in-source.ts";
import { textsOfData } from "./texts-of-data.ts";

export type Place = Found & { readonly path: string };

export type Texts = {
  /** What is translated: each text once, in order. */
  readonly keys: readonly string[];
  /** Where each of them stands; what is data stands nowhere. */
  readonly places: readonly Place[];
  readonly computed: readonly Place[];
  readonly untranslated: readonly Place[];
};

/** All texts of the extension's sources. `root`: the extension's folder. */
export async function collectTexts(root: URL): Promise<Texts> {
  const names = (await readdir(new URL("src/", root), { recursive: true }))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort();
  const sources = await Promise.all(
    names.map(async (name) => {
      const path = `src/${name}`;
      const found = textsInSource(path, await readFile(new URL(path, root), "utf8"));
      const at = (list: readonly Found[]): readonly Place[] => list.map((one) => ({ ...one, path }));
      return { places: at(found.texts), computed: at(found.computed), untranslated: at(found.untranslated) };
    }),
  );
  const places = sources.flatMap((source) => source.places);
  const keys = [...new Set([...places.map(({ text }) => text), ...textsOfData()])].sort();
  return {
    keys,
    places,
    computed: sources.flatMap((source) => source.computed),
    untranslated: sources.flatMap((source) => source.untranslated),
  };
}
