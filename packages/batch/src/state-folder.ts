import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cannotWrite } from "./ledger/ledger-error.ts";

/** Where a project keeps what is not committed. */
export const stateFolderOf = (folder: string): string => join(folder, ".seedkit");

export const ledgerPathOf = (folder: string): string => join(stateFolderOf(folder), "ledger.jsonl");

export const lockPathOf = (folder: string): string => join(folder, "seedkit.lock");

/** Makes the state folder, which keeps itself out of version control. @throws SeedkitError `invalid_input` */
export async function makeStateFolder(folder: string): Promise<string> {
  const state = stateFolderOf(folder);
  try {
    await mkdir(state, { recursive: true });
    await writeFile(join(state, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw cannotWrite(state, error);
  }
  return state;
}
