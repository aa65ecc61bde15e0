import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { hostFolder } from "../src/set-up/places.ts";

export const sampleFolder = fileURLToPath(new URL("sample-extension", import.meta.url));
export const sampleVsix = join(hostFolder, "sample.vsix");

/** Packs the sample extension where it changed. */
export default async function packSample(): Promise<void> {
  const changed = Math.max(
    ...readdirSync(sampleFolder).map((name) => statSync(join(sampleFolder, name)).mtimeMs),
  );
  if (existsSync(sampleVsix) && statSync(sampleVsix).mtimeMs > changed) return;
  mkdirSync(hostFolder, { recursive: true });
  await createVSIX({ cwd: sampleFolder, packagePath: sampleVsix, dependencies: false, skipLicense: true });
}
