import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackWoff } from "./woff.ts";

const require = createRequire(import.meta.url);

// Inter comes in one file a script; all of them carry the same family name.
const scripts = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese"];
const weights = [500, 700] as const;

/** Weights the pictures are set in. */
export type Weight = 500 | 700;

/** Every file, in the order it is made known to the text renderer: another order could pick other glyphs. */
export function fontFiles(): readonly string[] {
  return weights.flatMap((weight) => scripts.map((script) => fontFile(weight, script)));
}

const files = new Map<string, string>();
let folder: string | undefined;

/**
 * The path of the Inter that ships with the emulator, as a plain font file: Pango passes web fonts over wherever
 * the machine has any font of its own, and the pictures have to be the same everywhere.
 */
export function fontFile(weight: Weight, script = "latin"): string {
  const name = `inter-${script}-${weight}-normal`;
  const known = files.get(name);
  if (known !== undefined) return known;
  const path = unpack(name) ?? require.resolve(`@fontsource/inter/files/${name}.woff2`);
  files.set(name, path);
  return path;
}

function unpack(name: string): string | undefined {
  try {
    const woff = readFileSync(require.resolve(`@fontsource/inter/files/${name}.woff`));
    const path = join(temporaryFolder(), `${name}.ttf`);
    writeFileSync(path, unpackWoff(woff));
    return path;
  } catch {
    // No place for temporary files: the web font still serves where the machine has no fonts.
    return undefined;
  }
}

function temporaryFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "seedkit-emulator-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
