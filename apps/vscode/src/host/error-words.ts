import type { ErrorCode, SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";

/**
 * What went wrong, in the person's language. The client speaks English: where the window speaks another language that
 * we have, the code says it, with the client's or the service's own words behind.
 */
export function messageText({ code, message }: SeedkitError): string {
  const { t, bundle } = vscode.l10n;
  const sentence = bundle && sentenceOf(code);
  return sentence === undefined || message.startsWith(sentence) ? message : t("{0} ({1})", sentence, message);
}

const wait = / ?Try again in (\d+) s\.$/;

/** What to do next. */
export function hintText({ hint }: SeedkitError): string | undefined {
  if (hint === undefined) return undefined;
  const { t } = vscode.l10n;
  const seconds = wait.exec(hint)?.[1];
  if (seconds === undefined) return t(hint);
  const rest = hint.replace(wait, "");
  return [...(rest === "" ? [] : [t(rest)]), t("Try again in {0} s.", seconds)].join(" ");
}

/** Undefined of what names its cause itself, and of inputs: these are worded where they are checked. */
function sentenceOf(code: ErrorCode): string | undefined {
  const { t } = vscode.l10n;
  const sentences: Readonly<Partial<Record<ErrorCode, string>>> = {
    invalid_request: t("The service does not accept the request"),
    moderated: t("The service refuses this prompt or this reference"),
    unauthenticated: t("The API key is missing or was not accepted"),
    forbidden: t("The API key does not allow this"),
    not_found: t("There is no such model or job"),
    insufficient_credits: t("There are not enough credits"),
    over_budget: t("It would cost more than is allowed"),
    rate_limited: t("Too much was sent at once"),
    server_error: t("The service failed"),
    bad_gateway: t("The service cannot be reached just now"),
    unavailable: t("The service cannot be reached just now"),
    redirected: t("The address leads elsewhere"),
    gateway_timeout: t("The service did not answer in time"),
    connect_failed: t("No connection to the service"),
    connection_lost: t("The connection was lost"),
    timeout: t("The service did not answer in time"),
    deadline: t("The time was up"),
    aborted: t("Cancelled"),
    bad_image: t("The image could not be read"),
    too_large: t("The answer is too large"),
    job_failed: t("The image could not be generated"),
    expired: t("The result is no longer kept"),
  };
  return sentences[code];
}
