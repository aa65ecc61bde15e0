import * as vscode from "vscode";
import type { Queue } from "../core/jobs/create-queue.ts";
import type { Offer } from "../core/jobs/left.ts";
import { unlinked } from "../core/unlinked.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";
import { tellRecovered } from "./tell-left.ts";

/** Says of what was cancelled after it was sent that it can still be fetched. */
export async function offerCancelled(
  services: Services,
  queue: Queue,
  offers: readonly Offer[],
): Promise<void> {
  const [first] = offers;
  if (!first) return;
  const { t } = vscode.l10n;
  const fetch = t("Fetch It, Free of Charge");
  const discard = t("Discard");
  const message =
    offers.length === 1
      ? t(
          "“{0}” was cancelled before the reload, after it was sent: it may have been charged.",
          unlinked(first.request.title),
        )
      : t(
          "{0} jobs were cancelled before the reload, after they were sent: they may have been charged.",
          offers.length,
        );
  const chosen = await vscode.window.showWarningMessage(message, fetch, discard);
  try {
    if (chosen === fetch) {
      const jobs = await Promise.all(offers.map((offer) => offer.start()));
      await tellRecovered(
        services,
        queue,
        jobs.flatMap((job) => job ?? []),
      );
    } else if (chosen === discard) await Promise.all(offers.map((offer) => offer.drop()));
  } catch (error) {
    await showError(services, error);
  }
}
