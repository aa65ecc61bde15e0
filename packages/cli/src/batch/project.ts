import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { shown } from "../output/check-target.ts";

export type ManifestFormat = "yaml" | "json" | "jsonl" | "csv";

/** A manifest that was found and read, and the folder whose pictures it describes. */
export type Project = {
  /** Absolute. Local paths of the manifest start here; state, lock and pictures lie here. */
  readonly folder: string;
  /** Where the manifest lies, or would lie. Absolute. */
  readonly manifest: string;
  /** As problems name it. */
  readonly file: string;
  readonly text: string;
  readonly format: ManifestFormat;
};

/** What is looked for where no manifest is named, in this order. */
const usualNames = ["seedkit.yaml", "seedkit.yml", "seedkit.json"];

const formats: Readonly<Record<string, ManifestFormat>> = {
  yaml: "yaml",
  yml: "yaml",
  json: "json",
  jsonl: "jsonl",
  ndjson: "jsonl",
  csv: "csv",
};

/**
 * Finds and reads the manifest: a file, a folder that has one, `-` for standard input, or none for the current
 * folder's. @throws SeedkitError `invalid_input`
 */
export async function openProject(host: Host, named: string | undefined): Promise<Project> {
  if (named === "-") {
    const text = await readAll(host.stdin);
    const manifest = join(host.cwd, "stdin");
    return { folder: host.cwd, manifest, file: "stdin", text, format: guessFormat(text) };
  }
  const manifest = await findManifest(host, named);
  const extension = basename(manifest).split(".").at(-1)?.toLowerCase() ?? "";
  const text = await readText(host, manifest);
  return {
    folder: folderOf(manifest),
    manifest,
    file: shown(host, manifest),
    text,
    format: formats[extension] ?? guessFormat(text),
  };
}

/** A manifest as the engine takes it: read already, and lying in the project folder. */
export function inFolder({ folder, manifest, text, format }: Project) {
  return { manifest: join(folder, basename(manifest)), text, format };
}

/** The folder of the project, for commands that need no manifest. */
export async function projectFolder(host: Host, named: string | undefined): Promise<string> {
  if (named === undefined) return host.cwd;
  const path = resolve(host.cwd, named);
  return (await isFolder(path)) ? path : folderOf(path);
}

/** A manifest in the state folder, such as `errors.jsonl`, is about the project that folder belongs to. */
function folderOf(manifest: string): string {
  const folder = dirname(manifest);
  const parts = folder.split(sep);
  const at = parts.indexOf(".seedkit");
  return at === -1 ? folder : parts.slice(0, at).join(sep) || sep;
}

async function findManifest(host: Host, named: string | undefined): Promise<string> {
  const path = resolve(host.cwd, named ?? ".");
  if (!(await isFolder(path))) return path;
  for (const name of usualNames) {
    const candidate = join(path, name);
    if (await stat(candidate).catch(() => undefined)) return candidate;
  }
  const where = named === undefined ? "here" : `in ${shown(host, path)}`;
  throw usageError(
    `There is no ${usualNames.slice(0, 2).join(", ")} or ${usualNames[2]} ${where}`,
    "Name a manifest, or write one to start from: seedkit batch init",
  );
}

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

async function readText(host: Host, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : message;
    throw usageError(`${shown(host, path)}: ${why}`, "To write one to start from: seedkit batch init");
  }
}

/** What a text without a name holds, by how it begins. */
function guessFormat(text: string): ManifestFormat {
  const lines = text.trimStart().split(/\r?\n/);
  const [first = ""] = lines;
  if (first.startsWith("{"))
    return first.trimEnd().endsWith("}") && /"id"\s*:/.test(first) ? "jsonl" : "json";
  const cells = first.split(/[,;\t]/).map((cell) => cell.trim().replaceAll('"', ""));
  return cells.length > 1 && cells.includes("id") ? "csv" : "yaml";
}
