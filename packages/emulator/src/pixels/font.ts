import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackWoff } from "./woff.ts";

const require = createRequire(import.meta.url);

// Inter comes in one file a script; all of them carry the same family name.
const scripts = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese"];
const weights = [400, 700] as const;

/** Weights the pictures are set in. */
export type Weight = 400 | 700;

/** Every file, in the order it is made known to the text renderer: another order could pick other glyphs. */
export function fontFiles(): readonly string[] {
  return weights.flatMap((weight) => scripts.map((script) => fontFile(weight, script)));
}

const files = new Map<string, string>();

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
    const font = unpackWoff(readFileSync(require.resolve(`@fontsource/inter/files/${name}.woff`)));
    const path = join(fontFolder(), `${name}.ttf`);
    if (existsSync(path) && readFileSync(path).equals(font)) return path;
    // Another process may be reading the file: it gets a whole one or none.
    const partial = `${path}.${process.pid}`;
    writeFileSync(partial, font);
    renameSync(partial, path);
    return path;
  } catch {
    // No place for temporary files: the web font still serves where the machine has no fonts.
    return undefined;
  }
}

const systemConfig = "/etc/fonts/fonts.conf";

/**
 * Gives fontconfig an empty configuration on a Linux machine that has none, such as a slim container: it would
 * write an error to the terminal, past every stream of ours.
 */
export function provideFontConfig(): void {
  const { FONTCONFIG_FILE, FONTCONFIG_PATH } = process.env;
  if (process.platform !== "linux" || FONTCONFIG_FILE || FONTCONFIG_PATH || existsSync(systemConfig)) return;
  try {
    const path = join(fontFolder(), "fonts.conf");
    writeFileSync(path, `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig/>\n`);
    process.env.FONTCONFIG_FILE = path;
  } catch {
    // The error line it is, then.
  }
}

/** One folder for every run of this user, so that runs which are killed leave nothing behind. */
function fontFolder(): string {
  const user = process.getuid?.() ?? "user";
  const folder = join(tmpdir(), `seedkit-emulator-fonts-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  // In a folder all users share, somebody else may have made it first.
  if (process.getuid !== undefined && uid !== user) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}
