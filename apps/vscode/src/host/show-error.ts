import type { CostEstimate, SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { ErrorAction } from "../core/jobs/error-actions.ts";
import { sentences } from "../core/sentences.ts";
import { unlinked } from "../core/unlinked.ts";
import type { Services } from "../services.ts";
import { hintText, messageText } from "./error-words.ts";

export type ShowErrorOptions = {
  /** What the call was estimated at: told where it may have been paid. */
  readonly cost?: CostEstimate | undefined;
  /** Makes the call once more, which costs once more. */
  readonly again?: (() => unknown) | undefined;
  /** Fetches what was submitted, which costs nothing. */
  readonly fetch?: (() => unknown) | undefined;
};

/**
 * Tells what went wrong, what to do, and whether it cost anything, with the buttons that help. Resolves when the
 * toast is answered or gone.
 */
export async function showError(
  services: Services,
  error: unknown,
  options: ShowErrorOptions = {},
): Promise<void> {
  const { isSeedkitError, redact } = await import("../packages/core.ts");
  if (!isSeedkitError(error)) {
    const text = redact(error instanceof Error ? error.message : String(error));
    services.log.error(text);
    await offer(services, vscode.window.showErrorMessage, text, ["log"], options);
    return;
  }
  const { errorActions } = await import("../core/jobs/error-actions.ts");
  services.log.error(JSON.stringify(error));
  const able = { canFetch: options.fetch !== undefined, canRepeat: options.again !== undefined };
  await offer(
    services,
    toastFor(error),
    messageOf(error, options),
    errorActions(error, able),
    options,
    error,
  );
}

type Toast = (message: string, ...items: string[]) => Thenable<string | undefined>;

/** Who cancelled did so on purpose: no error, and a warning only where it may have cost something. */
function toastFor({ code, charged }: SeedkitError): Toast {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  if (code !== "aborted") return showErrorMessage;
  return charged === "no" ? showInformationMessage : showWarningMessage;
}

function messageOf(error: SeedkitError, { cost }: ShowErrorOptions): string {
  const cancelled = error.code === "aborted";
  const message =
    cancelled && error.charged !== "no" ? vscode.l10n.t("Cancelled after it was sent") : messageText(error);
  return sentences([message, cancelled ? undefined : hintText(error), costLine(error, cost)]);
}

/** Whether a failure cost anything, as a sentence. */
export function costLine({ charged }: SeedkitError, cost: CostEstimate | undefined): string {
  const { t } = vscode.l10n;
  if (charged === "no") return t("Nothing was charged.");
  if (charged === "yes") return cost ? t("It was charged: {0}.", cost.formatted) : t("It was charged.");
  return cost ? t("It may have been charged: {0}.", cost.formatted) : t("It may have been charged.");
}

async function offer(
  services: Services,
  show: Toast,
  message: string,
  actions: readonly ErrorAction[],
  options: ShowErrorOptions,
  error?: SeedkitError,
): Promise<void> {
  const labels = new Map(actions.map((action) => [labelOf(action, error, options), action]));
  const chosen = labels.get((await show(unlinked(message), ...labels.keys())) ?? "");
  if (chosen) await act(services, chosen, options, error);
}

function labelOf(action: ErrorAction, error: SeedkitError | undefined, { cost }: ShowErrorOptions): string {
  const { t } = vscode.l10n;
  // What costs names its price.
  const price = cost ? ` · ${cost.formatted}` : "";
  const labels: Readonly<Record<ErrorAction, string>> = {
    "set-key": t("Set API Key"),
    "top-up": t("Top Up"),
    "base-url": t("Change Address"),
    timeout: t("Change Timeout"),
    fetch: t("Fetch It, Free of Charge"),
    "open-image": t("Open Image in Browser"),
    again: (error?.charged === "no" ? t("Try Again") : t("Generate Again")) + price,
    credits: t("Show Credits"),
    log: t("Show Log"),
  };
  return labels[action];
}

async function act(
  { log }: Services,
  action: ErrorAction,
  { again, fetch }: ShowErrorOptions,
  error: SeedkitError | undefined,
): Promise<void> {
  const { executeCommand } = vscode.commands;
  const setting = (name: string) => executeCommand("workbench.action.openSettings", `seedkit.${name}`);
  const open = (address: string) => vscode.env.openExternal(vscode.Uri.parse(address, true));
  const acts: Readonly<Record<ErrorAction, () => unknown>> = {
    "set-key": () => executeCommand("seedkit.setApiKey"),
    "top-up": () => open("https://cloud.segmind.com/billing"),
    "base-url": () => setting("baseUrl"),
    timeout: () => setting("timeout"),
    fetch: () => fetch?.(),
    "open-image": () => Promise.all((error?.imageUrls ?? []).map(open)),
    again: () => again?.(),
    credits: () => executeCommand("seedkit.showCredits"),
    log: () => log.show(),
  };
  await acts[action]();
}
