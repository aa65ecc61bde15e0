import * as vscode from "vscode";
import { sentences } from "../core/sentences.ts";
import { keyVariable } from "../env/environment.ts";
import { connect } from "../host/client.ts";
import { hintText, messageText } from "../host/error-words.ts";
import type { Services } from "../services.ts";
import { askText, type StepFrame } from "./steps.ts";

const keyPage = "https://cloud.segmind.com/console/api-keys";

/** Whether there is a key: where there is none, it is asked for. */
export async function ensureKey(services: Services): Promise<boolean> {
  return (await services.keys.source()) !== undefined || (await askForKey(services));
}

/**
 * Asks for the key, tries it with a call that costs nothing, and stores it. False: the person left with Esc.
 * A key that is stored in another window meanwhile ends the question.
 */
export async function askForKey(services: Services, frame: Partial<StepFrame> = {}): Promise<boolean> {
  let elsewhere = false;
  const { t } = vscode.l10n;
  const prompt = t("Your Segmind API key. It is kept in the editor's secret storage only.");
  const isInUse = (await services.keys.source()) === "environment";
  const answer = await askText({
    title: vscode.l10n.t("Set API Key"),
    ...frame,
    prompt: isInUse ? `${prompt} ${t("Until then {0} is used.", keyVariable)}` : prompt,
    password: true,
    check: (text) => (text.trim() === "" ? vscode.l10n.t("The key is empty.") : undefined),
    accept: (text) => tryKey(services, text.trim()),
    buttons: [
      {
        iconPath: new vscode.ThemeIcon("link-external"),
        tooltip: vscode.l10n.t("Get a key"),
        run: () => vscode.env.openExternal(vscode.Uri.parse(keyPage)),
      },
    ],
    onShow: (box) =>
      services.keys.onDidChange(async () => {
        if ((await services.keys.source()) !== "stored") return;
        elsewhere = true;
        box.hide();
      }),
  });
  return typeof answer === "string" || elsewhere;
}

/** Stores a key that the service takes; else what it says of it. */
async function tryKey(services: Services, key: string): Promise<string | undefined> {
  const { isSeedkitError } = await import("../packages/core.ts");
  try {
    const client = await connect(services, { apiKey: key });
    await client.credits();
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    services.log.warn(`the key was not taken: ${error.code}`);
    return sentences([messageText(error), hintText(error)]);
  }
  await services.keys.store(key);
  services.log.info("a key was stored");
  return undefined;
}
