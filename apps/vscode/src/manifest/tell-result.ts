import { formatMicros, isSeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import type { Result } from "./make-entries.ts";
import { imagesText } from "./texts.ts";

/** Says what came of many calls, and what it cost. */
export function tellResult(services: Services, result: Result, again: () => unknown): void {
  const { t } = vscode.l10n;
  const { made, free, spent, failed, skipped } = result;
  const sentences = [
    ...(made > 0 ? [t("{0} generated for {1}.", imagesText(made), formatMicros(spent))] : []),
    ...(free > 0 ? [t("{0} written anew, free of charge.", imagesText(free))] : []),
    ...(skipped > 0 ? [t("{0} not sent.", imagesText(skipped))] : []),
  ];
  const [first] = failed;
  if (!first) {
    if (sentences.length > 0) void vscode.window.showInformationMessage(sentences.join(" "));
    return;
  }
  for (const { id, error } of failed)
    services.log.error(`${id}: ${isSeedkitError(error) ? JSON.stringify(error) : String(error)}`);
  const cause = t("{0}: {1}", first.id, reasonOf(first.error));
  const count =
    failed.length > 1 ? t("{0} failed. The first is {1}", imagesText(failed.length), cause) : cause;
  void tellFailure(services, [count, ...sentences].join(" "), again);
}

async function tellFailure(services: Services, message: string, again: () => unknown): Promise<void> {
  const { t } = vscode.l10n;
  const retry = t("Try Again");
  const log = t("Show Log");
  const chosen = await vscode.window.showErrorMessage(message, retry, log);
  if (chosen === retry) await again();
  if (chosen === log) services.log.show();
}

function reasonOf(error: unknown): string {
  if (!isSeedkitError(error)) return error instanceof Error ? error.message : String(error);
  const { t } = vscode.l10n;
  const { message, hint, charged } = error;
  const cost =
    charged === "no"
      ? t("Nothing was charged.")
      : charged === "yes"
        ? t("It was charged.")
        : t("It may have been charged.");
  return [message, hint, cost]
    .filter((part) => part !== undefined && part !== "")
    .map((part) => (/[.!?]$/.test(part ?? "") ? part : `${part}.`))
    .join(" ");
}
