import * as vscode from "vscode";
import { sampleManifest } from "../core/samples.ts";
import { openSample } from "../host/open-sample.ts";

/** Opens a manifest of two images. */
export async function run(): Promise<void> {
  const { t } = vscode.l10n;
  const { name, text } = sampleManifest(
    t("A lighthouse in fog, film grain"),
    t("A red fox in the snow, morning light"),
  );
  await openSample(name, text);
}
