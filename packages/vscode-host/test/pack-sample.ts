import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";
import { hostFolder } from "../src/set-up/places.ts";

const sampleFolder = fileURLToPath(new URL("sample-extension", import.meta.url));
export const sampleVsix = join(hostFolder, "sample.vsix");

/** Packs the sample extension where it changed. */
export default async function packSample(): Promise<void> {
  const changed = Math.max(
    ...readdirSync(sampleFolder).map((name) => statSync(join(sampleFolder, name)).mtimeMs),
  );
  if (existsSync(sampleVsix) && statSync(sampleVsix).mtimeMs > changed) return;
  mkdirSync(hostFolder, { recursive: true });
  const staged = mkdtempSync(join(tmpdir(), "sample-"));
  for (const name of ["package.json", "README.md", "icon.svg"])
    cpSync(join(sampleFolder, name), join(staged, name));
  // A web worker loads one file.
  await build({
    entryPoints: [join(sampleFolder, "extension.js")],
    outfile: join(staged, "extension.js"),
    ...{ bundle: true, format: "cjs", platform: "browser", external: ["vscode"], logLevel: "warning" },
  });
  const options = { dependencies: false, skipLicense: true, allowMissingRepository: true };
  await createVSIX({ cwd: staged, packagePath: sampleVsix, ...options });
  rmSync(staged, { recursive: true });
}
