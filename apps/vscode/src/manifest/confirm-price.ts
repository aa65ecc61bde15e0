import type { PlannedEntry } from "@seedkit/batch/manifest";
import { formatMicros } from "@seedkit/core";
import * as vscode from "vscode";
import { priceOf } from "./pick-entries.ts";
import { imagesText } from "./texts.ts";

/** As on the command line: from a dollar on the person is asked. */
const askFromMicros = 1_000_000;

/** `always`: where the price stood nowhere before. What is free is never asked about. */
export async function confirmPrice(
  entries: readonly PlannedEntry[],
  { always = false }: { readonly always?: boolean } = {},
): Promise<boolean> {
  const micros = priceOf(entries);
  if (micros === 0 || (micros < askFromMicros && !always)) return true;
  const { t } = vscode.l10n;
  const images = imagesText(
    entries.reduce((sum, { jobs, reusable }) => sum + jobs.length - reusable.length, 0),
  );
  const yes = t("Generate for {0}", formatMicros(micros));
  const message = t("Generate {0} for {1}?", images, formatMicros(micros));
  return (await vscode.window.showWarningMessage(message, { modal: true }, yes)) === yes;
}
