import type { Entry } from "./entry.ts";
import { extensions, mostFiles, outputName } from "./output.ts";
import { foldCase, folderOf } from "./paths.ts";

const mostOutputs = 1_000_000;
const imageExtension = new RegExp(`\\.(?:${extensions.join("|")}|gif)$`);

/** Two entries that would write the same file, or one file where the other needs a folder. */
export type Collision = { readonly entry: Entry; readonly code: string; readonly message: string };

/** Finds every collision of outputs; letters have no case, for on many systems their files have none. */
export function findCollisions(entries: readonly Entry[]): Collision[] {
  const collisions = new Map<Entry, Collision>();
  const collide = (entry: Entry, code: string, message: string) => {
    if (!collisions.has(entry)) collisions.set(entry, { entry, code, message });
  };
  const names = new Map<string, Entry>();
  // `hero` without extension may become any of `hero.jpg`, `hero.png` …
  const openNames = new Map<string, Entry>();
  const stems = new Map<string, Entry>();
  const folders = new Map<string, Entry>();
  // Names meet stems only where there are both kinds.
  const hasOpen = entries.some(({ outputs }) => outputs.format === "original");
  let total = 0;
  for (const entry of entries) {
    const files = mostFiles(entry);
    total += files;
    if (total > mostOutputs) {
      collide(entry, "too_many", `the manifest comes to more than ${mostOutputs} files here`);
      break;
    }
    const isOpen = entry.outputs.format === "original";
    for (let index = 1; index <= files; index++) {
      const shown = outputName(entry, index);
      const name = foldCase(shown);
      const stem = isOpen || !hasOpen ? name : name.replace(imageExtension, "");
      const other = isOpen
        ? (openNames.get(name) ?? stems.get(name))
        : (names.get(name) ?? openNames.get(stem));
      if (other) {
        const message =
          other === entry
            ? `two of its own files have the name ${shown}`
            : `its output ${shown} is also the output of ${other.id} (line ${other.position.line})`;
        collide(entry, "output_collision", message);
      } else if (isOpen) openNames.set(name, entry);
      else {
        names.set(name, entry);
        if (hasOpen) stems.set(stem, entry);
      }
      for (let folder = folderOf(name); folder && !folders.has(folder); folder = folderOf(folder)) {
        folders.set(folder, entry);
      }
    }
  }
  for (const [name, entry] of names) {
    const other = folders.get(name);
    if (other)
      collide(entry, "output_collision", `its output ${name} is a folder of the outputs of ${other.id}`);
  }
  for (const [name, entry] of openNames) {
    const folder = extensions.map((one) => `${name}.${one}`).find((one) => folders.has(one));
    const other = folder === undefined ? undefined : folders.get(folder);
    if (other)
      collide(entry, "output_collision", `its output ${name} may be a folder of the outputs of ${other.id}`);
  }
  return [...collisions.values()];
}
