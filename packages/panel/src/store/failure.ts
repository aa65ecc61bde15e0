import { errorCodes, isSeedkitError, type SeedkitErrorJson } from "@seedkit/core";
import type { PanelHost } from "../host.ts";
import type { PanelError } from "./state.ts";

/** Any failure as the panel shows it. What is no error of ours may have cost something: nobody can know. */
export function toPanelError(error: unknown, host: Pick<PanelHost, "online">): PanelError {
  const offline = (host.online ?? browserOnline)() ? {} : { offline: true };
  if (isSeedkitError(error)) return { ...error.toJSON(), ...offline };
  if (isErrorJson(error)) return { ...error, ...offline };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "server_error", message, charged: "maybe", retryable: false, attempts: 0, ...offline };
}

export const overBudget = (message: string): PanelError => ({
  code: "over_budget",
  message,
  charged: "no",
  retryable: false,
  attempts: 0,
});

/** What an interrupted wait says: the user's cancel, as the client tells it. */
export const cancelled = (charged: "no" | "maybe"): PanelError => ({
  code: "aborted",
  message: charged === "no" ? "Cancelled before it was sent" : "Cancelled while it was running",
  charged,
  retryable: false,
  attempts: 0,
});

function isErrorJson(error: unknown): error is SeedkitErrorJson {
  if (typeof error !== "object" || error === null || !("code" in error) || !("charged" in error))
    return false;
  return (errorCodes as readonly unknown[]).includes(error.code);
}

function browserOnline(): boolean {
  return globalThis.navigator?.onLine !== false;
}
