import * as vscode from "vscode";
import { requestAgain } from "../core/history/make-again.ts";
import type { JobRequest } from "../core/jobs/job.ts";
import { ensureKey } from "../flow/ensure-key.ts";
import { insertPlace } from "../flow/insert-place.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";
import type { ImageNode } from "./history-node.ts";

/** Makes images once more, after the price was shown and confirmed. A missing one comes to its very place. */
export async function makeAgain(services: Services, nodes: readonly ImageNode[]): Promise<void> {
  const requests = await payable(services, nodes);
  if (requests.length === 0 || !(await confirm(services, requests)) || !(await ensureKey(services))) return;
  const place = insertPlace(services);
  const { runImages } = await import("../flow/run-images.ts");
  await runImages(services, requests, { place });
}

/** What is missing of a manifest is its own to make, mostly from what is paid for; the rest are calls. */
async function payable(services: Services, nodes: readonly ImageNode[]): Promise<readonly JobRequest[]> {
  const requests: JobRequest[] = [];
  for (const { entry, isMissing } of nodes) {
    const { target } = entry.request;
    if (isMissing && target.kind === "entry") {
      services.log.info(`${target.id} of ${target.manifest} is made by its manifest`);
      await vscode.commands.executeCommand("seedkit.generateEntry", target.manifest, [target.id]);
    } else requests.push(requestAgain(entry, isMissing));
  }
  return requests;
}

async function confirm(services: Services, requests: readonly JobRequest[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const { prepareRequest } = await import("../core/jobs/prepare-request.ts");
  const { isSeedkitError, sumCosts } = await import("../packages/core.ts");
  try {
    const price = sumCosts(requests.map((request) => prepareRequest(request).cost)).formatted;
    const yes = t("Generate for {0}", price);
    const [first] = requests;
    const question =
      requests.length === 1
        ? t("Generate “{0}” again?", first?.title ?? "")
        : t("Generate {0} images again?", requests.length);
    const detail = requests.map(({ input }) => String(input.prompt ?? "")).join("\n");
    return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
  } catch (error) {
    // A model that is gone, or a field it does not take any more.
    if (!isSeedkitError(error)) throw error;
    await showError(services, error);
    return false;
  }
}
