import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { extensionManifest } from "./extension-manifest.ts";
import { colourPictures } from "./walkthrough.ts";

/** The folder as it is packed: what runs and what is read, nothing of the workspace. Returns its address. */
export async function stage(root: URL): Promise<URL> {
  const folder = new URL("dist/extension/", root);
  await mkdir(folder, { recursive: true });
  for (const path of [
    "dist/node",
    "dist/web",
    "dist/wasm",
    "dist/mcp",
    "dist/gallery",
    "dist/licenses.txt",
    "media",
    "l10n",
    "package.nls.json",
    "package.nls.de.json",
    "README.md",
    "CHANGELOG.md",
  ])
    await cp(new URL(path, root), new URL(path, folder), {
      recursive: true,
      filter: (source) => !source.includes("media/walkthrough"),
    });
  await colourPictures(root, folder);
  await cp(new URL("../../LICENSE", root), new URL("LICENSE", folder));
  const source = JSON.parse(await readFile(new URL("package.json", root), "utf8"));
  await writeFile(new URL("package.json", folder), `${JSON.stringify(extensionManifest(source), null, 2)}\n`);
  return folder;
}
