import * as vscode from "vscode";
import type { JobOutcome, JobRequest } from "../core/jobs/job.ts";
import { isSameCall, isSamePlace } from "../core/jobs/same-place.ts";
import { type Ended, runSeveral } from "../flow/run-several.ts";
import { rememberLastImage } from "../host/last-image.ts";
import { runWithProgress } from "../jobs/run-job.ts";
import { exists } from "../saving/place.ts";
import type { Services } from "../services.ts";
import type { MissingImage } from "./find-missing.ts";
import { followLinks } from "./follow-links.ts";
import { requestFor } from "./missing-request.ts";

type Described = { readonly image: MissingImage; readonly prompt: string };

/**
 * Makes missing images at their very places, less those that came meanwhile: a toast may be answered late. Where
 * another extension is true, the links say so too.
 */
export async function makeMissing(
  services: Services,
  document: vscode.Uri,
  described: readonly Described[],
): Promise<void> {
  const there = await Promise.all(described.map(({ image }) => exists(image.uri)));
  const missing = described.filter((_, index) => !there[index]);
  const requests = missing.map(({ image, prompt }) => requestFor(image, prompt, document));
  const settle = (ended: readonly Pick<Ended, "request" | "outcome">[]) => follow(services, ended);
  const again = (failed: readonly JobRequest[]) => {
    const rest = missing.filter((_, index) => failed.some((request) => request === requests[index]));
    return makeMissing(services, document, rest);
  };
  const jobs = (await services.jobs()).list();
  const isTaken = requests.some((each) =>
    jobs.some((job) => isSamePlace(job.request.target, each.target) && !isSameCall(job.request, each)),
  );
  if (isTaken) {
    // Made of other words just now: a second one would have to lie elsewhere.
    await vscode.commands.executeCommand("seedkit.showJobs");
    return;
  }
  const [request] = requests;
  if (!request) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No image is missing here."));
    return;
  }
  if (requests.length === 1) {
    const later = (outcome: JobOutcome) => settle([{ request, outcome }]);
    const once = () => again([request]);
    await later(await runWithProgress(services, request, { later, again: once }));
    return;
  }
  const outcomes = await runSeveral(services, requests, { again, later: settle });
  await settle(
    requests.map((each, index) => ({ request: each, outcome: outcomes[index] ?? { images: [] } })),
  );
}

/** What follows from images that are there. */
async function follow(
  services: Services,
  ended: readonly Pick<Ended, "request" | "outcome">[],
): Promise<void> {
  const last = ended.flatMap(({ outcome }) => outcome.images).at(-1);
  if (last) await rememberLastImage(services, last);
  await followLinks(ended);
}
