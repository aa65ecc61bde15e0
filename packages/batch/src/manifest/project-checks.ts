import { eachAtOnce } from "./at-once.ts";
import type { Reading } from "./draft.ts";
import type { Entry } from "./entry.ts";
import { folderOf } from "./paths.ts";
import type { ProjectFiles } from "./project-files.ts";
import type { PromptFile } from "./read-prompt.ts";

const filesAtOnce = 32;
const longestPromptFile = 1_000_000;

/** Reads prompt files, each once, and tells of those that cannot be used. */
export async function readPromptFiles(
  wanted: ReadonlyMap<string, PromptFile>,
  files: ProjectFiles,
  { problems }: Reading,
  mayMiss: boolean,
): Promise<Map<string, string | null>> {
  const texts = new Map<string, string | null>();
  await eachAtOnce(wanted.values(), filesAtOnce, async ({ path, node, at }) => {
    const refuse = (code: string, why: string) => {
      problems.add(node, code, at, `prompt_file: ${path} ${why}`);
      texts.set(path, null);
    };
    const stat = await files.stat(path);
    if (stat && stat.size > longestPromptFile) return refuse("too_large", "is larger than 1 MB");
    const bytes = stat && (await files.read(path));
    if (!bytes && mayMiss) return;
    if (!bytes) return refuse("missing_file", "is not there");
    const text = decode(bytes);
    if (text === undefined) return refuse("not_text", "is not UTF-8 text");
    if (text === "") return refuse("not_text", "is empty");
    texts.set(path, text);
  });
  return texts;
}

/** The text, the same whether it was checked out with CRLF or LF. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n").trim();
  } catch {
    return undefined;
  }
}

/** Tells of references that are not there. */
export async function checkReferences({ named, problems }: Reading, files: ProjectFiles): Promise<void> {
  await eachAtOnce(named, filesAtOnce, async ([file, { node, path }]) => {
    if (await files.stat(file)) return;
    problems.add(node, "missing_file", path, `image_input: there is no file ${file}`);
  });
}

/** Tells of outputs that a link leads out of the project folder. */
export async function checkInside(
  entries: readonly Entry[],
  files: ProjectFiles,
  tell: (entry: Entry, code: string, message: string) => void,
): Promise<void> {
  const folders = new Map<string, Entry[]>();
  for (const entry of entries) {
    const folder = folderOf(entry.outputs.template);
    // {index} in a folder's name: its parents are what can be a link before anything is written.
    const parent = folder.includes("{") ? folderOf(folder.slice(0, folder.indexOf("{"))) : folder;
    const same = folders.get(parent);
    if (same) same.push(entry);
    else folders.set(parent, [entry]);
  }
  folders.delete("");
  await eachAtOnce(folders, filesAtOnce, async ([folder, inIt]) => {
    if (await files.isInside(folder)) return;
    for (const entry of inIt) {
      tell(entry, "output_outside", `its output goes to ${folder}, which leads out of the manifest's folder`);
    }
  });
}
