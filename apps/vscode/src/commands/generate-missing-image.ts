import * as vscode from "vscode";
import { ensureKey } from "../flow/ensure-key.ts";
import { findMissing, type MissingImage } from "../languages/find-missing.ts";
import { makeMissing } from "../languages/make-missing.ts";
import { promptFor } from "../languages/missing-prompt.ts";
import { distinct, priceOf } from "../languages/missing-request.ts";
import type { Services } from "../services.ts";

/** `places`: the files to make, as URIs; all that the document misses where it is not given. */
export async function run(services: Services, address?: string, places?: readonly string[]): Promise<void> {
  const document = await documentOf(address);
  if (!document) return;
  const wanted = (await findMissing(document)).filter(({ uri }) => places?.includes(uri.toString()) ?? true);
  const missing = distinct(wanted);
  if (missing.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No image is missing here."));
    return;
  }
  // The title of one named its price already.
  if ((places?.length !== 1 || missing.length > 1) && !(await confirm(missing))) return;
  if (!(await ensureKey(services))) return;
  const described: { readonly image: MissingImage; readonly prompt: string }[] = [];
  for (const image of missing) {
    const prompt = image.alt || (await promptFor(document, image));
    if (prompt === undefined) return;
    described.push({ image, prompt });
  }
  await makeMissing(services, document.uri, described);
}

async function documentOf(address: string | undefined): Promise<vscode.TextDocument | undefined> {
  if (address === undefined) return vscode.window.activeTextEditor?.document;
  return vscode.workspace.openTextDocument(vscode.Uri.parse(address, true));
}

async function confirm(missing: readonly MissingImage[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const price = priceOf(missing).formatted;
  const yes = t("Generate for {0}", price);
  const question =
    missing.length === 1
      ? t("Generate the missing image?")
      : t("Generate {0} missing images?", missing.length);
  const detail = missing.map(({ path, alt }) => `${path}${alt && `: ${alt}`}`).join("\n");
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
}
