import * as vscode from "vscode";
import { keyVariable } from "../env/environment.ts";
import { ensureKey } from "../flow/ensure-key.ts";
import { connect } from "../host/client.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";

const billingPage = "https://cloud.segmind.com/billing";

export async function run(services: Services): Promise<void> {
  if (!(await ensureKey(services))) return;
  const { t } = vscode.l10n;
  try {
    const client = await connect(services);
    const location = {
      location: vscode.ProgressLocation.Window,
      title: t("Seedkit: asking for the credits"),
    };
    const { credits, freeCredits } = await vscode.window.withProgress(location, () => client.credits());
    const parts = [
      freeCredits === undefined
        ? t("Credits left: {0}.", credits)
        : t("Credits left: {0}, free ones: {1}.", credits, freeCredits),
      ...((await services.keys.source()) === "environment" ? [t("The key is {0}.", keyVariable)] : []),
    ];
    const chosen = await vscode.window.showInformationMessage(parts.join(" "), t("Top Up"));
    if (chosen === t("Top Up")) await vscode.env.openExternal(vscode.Uri.parse(billingPage));
  } catch (error) {
    await showError(services, error);
  }
}
