import { formatMicros, isSeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import { countCharged, dearestFirst } from "../core/manifest/charges.ts";
import { sentences } from "../core/sentences.ts";
import { unlinked } from "../core/unlinked.ts";
import { hintText, messageText } from "../host/error-words.ts";
import { costLine } from "../host/show-error.ts";
import type { Services } from "../services.ts";
import type { Result } from "./make-entries.ts";
import { imagesText } from "./texts.ts";

/** Says what came of many calls, and what it cost. `again`: undefined where all that failed is paid for. */
export function tellResult(services: Services, result: Result, again: (() => unknown) | undefined): void {
  const { t } = vscode.l10n;
  const { made, free, spent, failed, skipped } = result;
  const parts = [
    ...(made > 0 ? [t("{0} generated for {1}.", imagesText(made), formatMicros(spent))] : []),
    ...(free > 0 ? [t("{0} written anew, free of charge.", imagesText(free))] : []),
    ...(skipped > 0 ? [t("{0} not sent.", imagesText(skipped))] : []),
  ];
  // What cost something is what people have to know first.
  const [first] = dearestFirst(failed);
  if (!first) {
    if (parts.length > 0) void vscode.window.showInformationMessage(parts.join(" "));
    return;
  }
  for (const { id, error } of failed)
    services.log.error(`${id}: ${isSeedkitError(error) ? JSON.stringify(error) : String(error)}`);
  const cause = t("{0}: {1}", first.id, reasonOf(first.error));
  const count =
    failed.length > 1 ? t("{0} failed. The first is {1}", imagesText(failed.length), cause) : cause;
  const costs = failed.length > 1 ? costsOf(failed) : [];
  void tellFailure(services, [count, ...costs, ...parts].join(" "), again);
}

/** How many of several failures cost something. */
function costsOf(failed: Result["failed"]): readonly string[] {
  const { t } = vscode.l10n;
  const [paid, unsure] = [countCharged(failed, "yes"), countCharged(failed, "maybe")];
  return [
    ...(paid > 0 ? [t("Of these {0} were charged.", paid)] : []),
    ...(unsure > 0 ? [t("Of these {0} may have been charged.", unsure)] : []),
  ];
}

async function tellFailure(
  services: Services,
  message: string,
  again: (() => unknown) | undefined,
): Promise<void> {
  const { t } = vscode.l10n;
  const retry = t("Try Again");
  const log = t("Show Log");
  const chosen = await vscode.window.showErrorMessage(unlinked(message), ...(again ? [retry] : []), log);
  if (chosen === retry) await again?.();
  if (chosen === log) services.log.show();
}

function reasonOf(error: unknown): string {
  if (!isSeedkitError(error)) return error instanceof Error ? error.message : String(error);
  return sentences([messageText(error), hintText(error), costLine(error, undefined)]);
}
