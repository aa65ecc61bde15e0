import { sumCosts } from "@seedkit/core";
import * as vscode from "vscode";
import type { Queue } from "../core/jobs/create-queue.ts";
import type { Job, JobRequest, SavedImage } from "../core/jobs/job.ts";
import type { Offer } from "../core/jobs/left.ts";
import { prepareRequest } from "../core/jobs/prepare-request.ts";
import { unlinked } from "../core/unlinked.ts";
import { rememberLastImage } from "../host/last-image.ts";
import { showError } from "../host/show-error.ts";
import { followLinks } from "../languages/follow-links.ts";
import type { Services } from "../services.ts";
import { stayWith } from "./run-job.ts";
import { wasMadeMeanwhile } from "./still-wanted.ts";

/** Says what came of jobs that were submitted before the reload, once for all. */
export async function tellRecovered(services: Services, queue: Queue, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  const outcomes = await Promise.all(jobs.map(({ outcome }) => outcome));
  for (const [index, { error }] of outcomes.entries()) {
    const job = jobs[index];
    // Cancelled, or gone on with in another window.
    if (!job || !error || (error.code === "aborted" && error.charged === "no")) continue;
    const fetch = async () => {
      const again = queue.fetchAgain(job);
      if (again) await tellRecovered(services, queue, [again]);
    };
    void showError(services, error, { cost: job.cost, fetch: job.fetchable ? fetch : undefined });
  }
  await followLinks(
    jobs.map(({ request }, index) => ({ request, outcome: outcomes[index] ?? { images: [] } })),
  );
  const images = outcomes.flatMap((outcome) => outcome.images);
  const { t } = vscode.l10n;
  await tellImages(services, images, {
    one: t("Recovered 1 image from before the reload"),
    many: t("Recovered {0} images from before the reload", images.length),
  });
}

/** Asks whether what was never sent is still wanted. */
export async function offerWaiting(
  services: Services,
  queue: Queue,
  offers: readonly Offer[],
): Promise<void> {
  if (offers.length === 0) return;
  const { t } = vscode.l10n;
  const start = t("Start · {0}", priceOf(offers.map(({ request }) => request)));
  const discard = t("Discard");
  const message =
    offers.length === 1
      ? t("“{0}” was not started before the reload.", unlinked(offers[0]?.request.title ?? ""))
      : t("{0} jobs were not started before the reload.", offers.length);
  const chosen = await vscode.window.showInformationMessage(message, start, discard);
  if (chosen === discard) await Promise.all(offers.map((offer) => offer.drop()));
  if (chosen === start) await Promise.all(offers.map((offer) => begin(services, queue, offer)));
}

/** Says that nobody knows whether a job was paid for. It is generated again only by a click. */
export async function offerUnsure(services: Services, queue: Queue, offer: Offer): Promise<void> {
  const { t } = vscode.l10n;
  const again = t("Generate Again · {0}", priceOf([offer.request]));
  const credits = t("Show Credits");
  const chosen = await vscode.window.showWarningMessage(
    t(
      "“{0}” was being sent when the window was reloaded: it may have been charged. It is not sent again by itself.",
      unlinked(offer.request.title),
    ),
    again,
    credits,
  );
  if (chosen === credits) await vscode.commands.executeCommand("seedkit.showCredits");
  if (chosen === again) await begin(services, queue, offer);
  else await offer.drop();
}

async function begin(services: Services, queue: Queue, offer: Offer): Promise<void> {
  try {
    if (await wasMadeMeanwhile(services, offer.request)) {
      await offer.drop();
      const made = vscode.l10n.t("All images are as described. There is nothing to generate.");
      void vscode.window.showInformationMessage(made);
      return;
    }
    const job = await offer.start();
    if (!job) return;
    const outcome = await stayWith(services, queue, job);
    await followLinks([{ request: job.request, outcome }]);
    const { images } = outcome;
    const { t } = vscode.l10n;
    await tellImages(services, images, {
      one: t("Saved 1 image"),
      many: t("Saved {0} images", images.length),
    });
  } catch (error) {
    await showError(services, error);
  }
}

async function tellImages(
  services: Services,
  images: readonly SavedImage[],
  text: { readonly one: string; readonly many: string },
): Promise<void> {
  const last = images.at(-1);
  if (!last) return;
  await rememberLastImage(services, last);
  const { t } = vscode.l10n;
  const commands = new Map([
    [t("Open"), "vscode.open"],
    [t("Reveal"), "revealInExplorer"],
  ]);
  const message = images.length === 1 ? text.one : text.many;
  const command = commands.get(
    (await vscode.window.showInformationMessage(message, ...commands.keys())) ?? "",
  );
  if (command) await vscode.commands.executeCommand(command, vscode.Uri.parse(last.uri, true));
}

function priceOf(requests: readonly JobRequest[]): string {
  return sumCosts(
    requests.flatMap((request) => {
      try {
        return [prepareRequest(request).cost];
      } catch {
        // What is not valid any more costs nothing: it is refused when it is started.
        return [];
      }
    }),
  ).formatted;
}
