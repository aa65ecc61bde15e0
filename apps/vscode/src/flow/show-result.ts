import * as vscode from "vscode";
import type { JobRequest, SavedImage } from "../core/jobs/job.ts";
import { rememberLastImage } from "../host/last-image.ts";
import { readSettings } from "../host/settings.ts";
import type { Services } from "../services.ts";
import { insertAtCaret } from "./insert-place.ts";
import type { MakeOptions } from "./make-images.ts";
import { nameOf } from "./words.ts";

/** Opens the image beside the text and offers what one does next. It stays with the toast until that is answered. */
export async function showResult(
  services: Services,
  requests: readonly JobRequest[],
  images: readonly SavedImage[],
  options: MakeOptions,
): Promise<void> {
  const last = images.at(-1);
  if (!last) return;
  await rememberLastImage(services, last);
  if (options.insert) await insert(services, images, options);
  const uri = vscode.Uri.parse(last.uri, true);
  if (readSettings(uri).openImage) await openBeside(uri);
  await offer(services, requests, images, options);
}

async function offer(
  services: Services,
  requests: readonly JobRequest[],
  images: readonly SavedImage[],
  options: MakeOptions,
): Promise<void> {
  const [first] = images;
  if (!first) return;
  const { t } = vscode.l10n;
  const again = t("Regenerate · {0}", await priceOf(requests));
  const canInsert = !options.insert && (options.place ?? vscode.window.activeTextEditor) !== undefined;
  const choices = [...(canInsert ? [t("Insert")] : []), t("Reveal"), again];
  const message =
    images.length === 1
      ? t("Saved {0} · {1} x {2}", nameOf(first.uri), first.width, first.height)
      : t("Saved {0} images", images.length);
  const chosen = await vscode.window.showInformationMessage(message, ...choices);
  if (chosen === again) {
    const { runImages } = await import("./run-images.ts");
    await runImages(services, requests, options);
    return;
  }
  if (chosen === t("Insert")) await insert(services, images, options);
  if (chosen === t("Reveal")) await reveal(vscode.Uri.parse(first.uri, true));
  options.place?.dispose();
}

const insert = (services: Services, images: readonly SavedImage[], { place }: MakeOptions) =>
  place ? place.insert(images) : insertAtCaret(services, images);

/** As a preview, so that the next result takes its place; a text stays in sight, with its caret. */
async function openBeside(uri: vscode.Uri): Promise<void> {
  const { Active, Beside } = vscode.ViewColumn;
  const viewColumn = vscode.window.activeTextEditor ? Beside : Active;
  const options = { viewColumn, preview: true, preserveFocus: true };
  await vscode.commands.executeCommand("vscode.open", uri, options);
}

/** In the explorer; what lies outside the workspace is shown in the editor. */
export async function reveal(uri: vscode.Uri): Promise<void> {
  const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(inside ? "revealInExplorer" : "vscode.open", uri);
}

async function priceOf(requests: readonly JobRequest[]): Promise<string> {
  const { estimate, sumCosts } = await import("../packages/core.ts");
  return sumCosts(requests.map(({ model, input }) => estimate(model, input))).formatted;
}
