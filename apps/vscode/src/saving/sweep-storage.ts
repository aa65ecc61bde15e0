import * as vscode from "vscode";
import { namesOf, type SweptFolder, sweep } from "../core/saving/sweep.ts";
import { type FlowKind, keptDraft } from "../flow/drafts.ts";
import { nextReferences } from "../flow/references.ts";
import { historyOf } from "../history/history-of.ts";
import { createRecordFiles, recordFolders } from "../jobs/record-folder.ts";
import type { Services } from "../services.ts";

const day = 86_400_000;
// A record is forgotten after a day: until then its image may have to be made of the original once more.
const originalsMs = 7 * day;
// Other workspaces have references and drafts of their own, which nobody here can see.
const referencesMs = 30 * day;

const kinds: readonly FlowKind[] = ["generate", "edit", "variations"];

/** Removes from the extension's storage what nothing needs any more. */
export async function sweepStorage(services: Services, now: number): Promise<void> {
  const { context, log } = services;
  const at = (name: string) => vscode.Uri.joinPath(context.globalStorageUri, name);
  const references = at("references");
  const needed = namesOf(await referencesInUse(services), references.toString());
  const removed =
    (await sweep(folderAt(at("originals")), { now, keepMs: originalsMs })) +
    (await sweep(folderAt(references), { needed, now, keepMs: referencesMs }));
  if (removed > 0) log.info(`${removed} files that nothing needs were removed from the storage`);
}

async function referencesInUse(services: Services): Promise<readonly string[]> {
  const { context, environment } = services;
  const files = createRecordFiles(environment, recordFolders(context));
  const records = await Promise.all((await files.names()).map((name) => files.read(name)));
  const history = await historyOf(services).list();
  return [
    ...nextReferences(services),
    ...kinds.flatMap((kind) => keptDraft(services, kind)?.references ?? []),
    ...history.flatMap(({ request }) => request.references),
    // Read as text: also one that a newer version wrote.
    ...records.flatMap((text) => text?.match(/[a-z-]+:\/\/[^"\s]+/g) ?? []),
  ];
}

function folderAt(folder: vscode.Uri): SweptFolder {
  const { fs } = vscode.workspace;
  const uri = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    names: () =>
      Promise.resolve(fs.readDirectory(folder)).then(
        (found) => found.flatMap(([name, type]) => (type === vscode.FileType.File ? [name] : [])),
        () => [],
      ),
    modifiedAt: (name) =>
      Promise.resolve(fs.stat(uri(name))).then(
        ({ mtime }) => mtime,
        () => undefined,
      ),
    remove: async (name) => fs.delete(uri(name)),
  };
}
