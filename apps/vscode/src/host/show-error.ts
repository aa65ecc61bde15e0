import type { CostEstimate, SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";

export type ShowErrorOptions = {
  /** What the call was estimated at: told where it may have been paid. */
  readonly cost?: CostEstimate | undefined;
  /** Makes the call once more, which costs once more. */
  readonly again?: (() => unknown) | undefined;
  /** Fetches what was submitted, which costs nothing. */
  readonly fetch?: (() => unknown) | undefined;
};

/** Tells what went wrong, what to do, and whether it cost anything, with the buttons that help. */
export async function showError(
  services: Services,
  error: unknown,
  _options: ShowErrorOptions = {},
): Promise<void> {
  const { isSeedkitError } = await import("@seedkit/core");
  const text = isSeedkitError(error) ? textOf(error) : error instanceof Error ? error.message : String(error);
  services.log.error(text);
  await vscode.window.showErrorMessage(text);
}

const textOf = ({ message, hint }: SeedkitError) => [message, hint].filter(Boolean).join(" ");
