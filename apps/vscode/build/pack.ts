import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

/** Packs a staged folder. Its code is bundled: no dependency travels along. */
export async function pack(folder: URL, vsix: URL): Promise<void> {
  await createVSIX({
    cwd: fileURLToPath(folder),
    packagePath: fileURLToPath(vsix),
    dependencies: false,
    skipLicense: false,
  });
}
