import * as vscode from "vscode";
import type { GalleryAction } from "../core/gallery/messages.ts";
import { insertAtCaret } from "../flow/insert-place.ts";
import { makeImages } from "../flow/make-images.ts";
import { nextReferences, setNextReferences } from "../flow/references.ts";
import { reveal } from "../flow/show-result.ts";
import { historyOf } from "../history/history-of.ts";
import { makeAgain } from "../history/regenerate.ts";
import { readMadeFrom, readPrompt } from "../host/read-prompt.ts";
import { keepImage } from "../references/keep-image.ts";
import type { Services } from "../services.ts";
import type { TargetEditor } from "./target-editor.ts";

/** Does what a button of the page is for. */
export async function act(
  services: Services,
  action: GalleryAction,
  uri: vscode.Uri,
  target: TargetEditor,
): Promise<void> {
  const acts: Readonly<Record<GalleryAction, () => unknown>> = {
    insert: async () => insert(services, uri, await target.editor()),
    regenerate: () => regenerate(services, uri),
    edit: () => vscode.commands.executeCommand("seedkit.editImageFile", uri),
    reveal: () => reveal(uri),
    copyPrompt: () => vscode.commands.executeCommand("seedkit.copyPrompt", uri),
  };
  await acts[action]();
}

async function insert(
  services: Services,
  uri: vscode.Uri,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const { path } = uri;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const prompt =
    (await entryOf(services, uri))?.prompt ?? (await readPrompt(uri)) ?? name.replace(/\.\w+$/, "");
  const image = { uri: uri.toString(), prompt, width: 0, height: 0, mediaType: "", model: "" };
  await insertAtCaret(services, [image], editor);
  // It lies behind the gallery, maybe: what was inserted is seen.
  if (editor && vscode.window.activeTextEditor?.document !== editor.document)
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/** As it was asked for, where that is known; else from the prompt in the file, once it was looked over. */
async function regenerate(services: Services, uri: vscode.Uri): Promise<void> {
  const entry = await entryOf(services, uri);
  if (entry) return makeAgain(services, [{ kind: "image", entry, isMissing: false }]);
  const made = await readMadeFrom(uri);
  const title = vscode.l10n.t("Generate Image");
  await makeImages(services, { kind: "generate", title, prompt: made?.prompt, near: uri });
}

const entryOf = async (services: Services, uri: vscode.Uri) => {
  const id = uri.toString();
  return (await historyOf(services).list()).find((entry) => entry.uri === id);
};

/** An image that was pasted or dropped is one more reference of the next image. */
export async function takeReference(services: Services, base64: string): Promise<void> {
  const { t } = vscode.l10n;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const uri = await keepImage(services, bytes);
  if (!uri) {
    void vscode.window.showWarningMessage(t("What was pasted is no image."));
    return;
  }
  await setNextReferences(services, [...new Set([...nextReferences(services), uri.toString()])]);
  const generate = t("Generate Image…");
  const message = t("The next image takes {0} references.", nextReferences(services).length);
  const one = t("The next image takes 1 reference.");
  const told = nextReferences(services).length === 1 ? one : message;
  if ((await vscode.window.showInformationMessage(told, generate)) === generate)
    await vscode.commands.executeCommand("seedkit.generateImage");
}
