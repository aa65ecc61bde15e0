import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

/** Where the README's links lead from a marketplace: vsce knows the repository, not the folder in it. */
const home = "https://github.com/seedkit/seedkit";

/** Packs a staged folder. Its code is bundled: no dependency travels along. */
export async function pack(folder: URL, vsix: URL): Promise<void> {
  await createVSIX({
    cwd: fileURLToPath(folder),
    packagePath: fileURLToPath(vsix),
    dependencies: false,
    skipLicense: false,
    baseContentUrl: `${home}/blob/HEAD/apps/vscode`,
    baseImagesUrl: `${home}/raw/HEAD/apps/vscode`,
  });
}
