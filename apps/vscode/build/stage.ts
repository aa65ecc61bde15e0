import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { extensionManifest } from "./extension-manifest.ts";

/** The folder as it is packed: what runs and what is read, nothing of the workspace. Returns its address. */
export async function stage(root: URL): Promise<URL> {
  const folder = new URL("dist/extension/", root);
  await mkdir(folder, { recursive: true });
  for (const path of [
    "dist/node",
    "dist/web",
    "dist/wasm",
    "dist/gallery",
    "dist/mcp",
    "dist/licenses.txt",
    "media",
    "package.nls.json",
    "README.md",
    "CHANGELOG.md",
  ])
    await cp(new URL(path, root), new URL(path, folder), { recursive: true });
  await cp(new URL("../../LICENSE", root), new URL("LICENSE", folder));
  const source = JSON.parse(await readFile(new URL("package.json", root), "utf8"));
  await writeFile(new URL("package.json", folder), `${JSON.stringify(extensionManifest(source), null, 2)}\n`);
  return folder;
}
