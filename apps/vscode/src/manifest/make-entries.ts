import { jobName, type PlannedEntry } from "@seedkit/batch/manifest";
import { formatMicros, isSeedkitError, type SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { Job } from "../core/jobs/job.ts";
import type { WorkToDo } from "../core/manifest/assessment.ts";
import type { Hold } from "../core/manifest/folder-holds.ts";
import { lockName } from "../core/manifest/manifest-name.ts";
import { isSamePlan } from "../core/manifest/same-plan.ts";
import { triableIds } from "../core/manifest/try-again.ts";
import { ensureKey } from "../flow/ensure-key.ts";
import { type Ended, tellFailures } from "../flow/run-several.ts";
import { readSettings } from "../host/settings.ts";
import { showError } from "../host/show-error.ts";
import { runWithProgress } from "../jobs/run-job.ts";
import type { Services } from "../services.ts";
import { saveManifest } from "./choose-manifest.ts";
import { claim, giveBack, inTurn } from "./claims.ts";
import { confirmPrice } from "./confirm-price.ts";
import { callName, callsOf, type EntryCall, requestOf } from "./entry-requests.ts";
import { readOpen, sendable } from "./guards.ts";
import { heldError, holdFolder } from "./hold-folder.ts";
import { withKept } from "./kept-calls.ts";
import { manifestsOf } from "./manifests-of.ts";
import { remake } from "./remake.ts";
import { tellNothingToMake } from "./tell-nothing.ts";
import { tellResult } from "./tell-result.ts";

/** How making several calls went. */
export type Result = {
  made: number;
  /** Written anew of what was paid for. */
  free: number;
  /** Micro-dollars, by the estimates. */
  spent: number;
  readonly failed: { readonly id: string; readonly error: unknown }[];
  /** Cancelled after they were sent, or failed on the way: they can be fetched, free of charge. */
  readonly cut: Ended[];
  /** Not sent: somebody cancelled, or a failure that the next one would meet as well. */
  skipped: number;
};

/**
 * Makes what was agreed to of a manifest, first what costs nothing. The folder is held from a last look at the plan
 * until all is made: where the calls or their price are others by then, it asks again. One that fails takes no other
 * along. `told`: calls that somebody knows may have been paid for, and wants once more, by `jobName`.
 */
export async function makeEntries(
  services: Services,
  manifest: vscode.Uri,
  agreed: readonly PlannedEntry[],
  told: readonly string[] = [],
): Promise<void> {
  const folder = vscode.Uri.joinPath(manifest, "..");
  for (let wanted = agreed; wanted.length > 0; ) {
    if (wanted.some(({ jobs, reusable }) => jobs.length > reusable.length) && !(await ensureKey(services)))
      return;
    if (!(await saveManifest(manifest))) return;
    const hold = await holdFolder(services, folder);
    if ("holder" in hold) {
      const ids = wanted.map(({ entry }) => entry.id);
      const again = () => planAgain(services, manifest, ids);
      void showError(services, heldError(folder, hold.holder), { again });
      return;
    }
    const planned = await makeAsAgreed(services, manifest, wanted, hold, told).finally(() => hold.release());
    if (!planned) return;
    // Who thinks it over holds nobody up.
    const { entries = [] } = planned;
    if (entries.length === 0) return tellNothingToMake(manifest, planned);
    if (!(await confirmPrice(entries, { changed: true }))) return;
    wanted = entries;
  }
}

/** Undefined: it was made. Else the plan as it is by now: another than was agreed to, of which nothing was made. */
async function makeAsAgreed(
  services: Services,
  manifest: vscode.Uri,
  agreed: readonly PlannedEntry[],
  hold: Hold,
  told: readonly string[],
): Promise<WorkToDo | undefined> {
  const nameOf = ({ job }: EntryCall) => callName(manifest.toString(), job.entry.id, job.key, job.index);
  const { plan, calls } = await inTurn(async () => {
    const ids = agreed.map(({ entry }) => entry.id);
    const plan = await manifestsOf(services).plan(manifest, ids);
    if (!plan.entries || !isSamePlan(agreed, plan.entries)) return { plan };
    return { plan, calls: claim(callsOf(plan.entries), nameOf, new Set(await namesUnderWay(services))) };
  });
  if (!calls) return plan;
  try {
    await makeCalls(services, manifest, calls, hold, told);
  } finally {
    await giveBack(calls, nameOf);
    const manifests = manifestsOf(services);
    manifests.touched(vscode.Uri.joinPath(manifest, "..", lockName));
    await manifests.settled(manifest);
  }
  return undefined;
}

async function makeCalls(
  services: Services,
  manifest: vscode.Uri,
  calls: readonly EntryCall[],
  { book }: Hold,
  told: readonly string[],
): Promise<void> {
  const folder = vscode.Uri.joinPath(manifest, "..");
  const jobs = await services.jobs();
  const open = await readOpen(
    folder,
    calls.map(({ job }) => job),
    book,
  );
  const all = await withKept(folder, calls, open);
  const free = all.filter(({ reuse }) => reuse);
  const paid = await sendable(
    folder,
    all.filter(({ reuse }) => !reuse),
    {
      open,
      isFetched: (call) => jobs.willFetch(requestOf(manifest, folder, call)),
      isTold: ({ job }) => told.includes(jobName(job)),
    },
  );
  const [only] = paid;
  if (only && paid.length === 1 && free.length === 0) {
    const ids = [only.job.entry.id];
    // Its own toast says what the call may have cost.
    const again = ({ charged }: SeedkitError) =>
      planAgain(services, manifest, ids, charged === "maybe" ? [jobName(only.job)] : []);
    await runWithProgress(services, requestOf(manifest, folder, only), { again });
  } else if (paid.length + free.length > 0) {
    const result = await makeAll(services, manifest, folder, free, paid, book);
    const ids = triableIds(result.failed);
    tellResult(services, result, ids.length > 0 ? () => planAgain(services, manifest, ids) : undefined);
    void tellFailures(services, jobs, result.cut);
  }
}

async function namesUnderWay(services: Services): Promise<readonly string[]> {
  const jobs = await services.jobs();
  return jobs.list().flatMap(({ request: { target } }) => {
    if (target.kind !== "entry") return [];
    return [callName(target.manifest, target.id, target.key, target.index)];
  });
}

/** A toast may be answered late: what was made meanwhile is not made again. */
async function planAgain(
  services: Services,
  manifest: vscode.Uri,
  ids: readonly string[],
  told: readonly string[] = [],
): Promise<void> {
  const { entries = [] } = await manifestsOf(services).plan(manifest, ids);
  // The button names no price, and the plan may be another one by now.
  if (await confirmPrice(entries, { always: true })) await makeEntries(services, manifest, entries, told);
}

function makeAll(
  services: Services,
  manifest: vscode.Uri,
  folder: vscode.Uri,
  free: readonly EntryCall[],
  paid: readonly EntryCall[],
  book: Hold["book"],
): Thenable<Result> {
  const { t } = vscode.l10n;
  const total = free.length + paid.length;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t("Generating what changed"),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const result: Result = { made: 0, free: 0, spent: 0, failed: [], cut: [], skipped: 0 };
    const report = () => {
      const done = result.made + result.free + result.failed.length;
      const message = t("{0} of {1} · {2}", done, total, formatMicros(result.spent));
      progress.report({ message, increment: 100 / total });
    };
    progress.report({ message: t("{0} of {1} · {2}", 0, total, formatMicros(0)) });
    for (const { job, reuse, isKept } of free) {
      if (token.isCancellationRequested || !reuse) result.skipped++;
      else {
        const { entry, index, key } = job;
        const making = remake(services, folder, reuse).then(async () => {
          if (isKept) await book?.over({ id: entry.id, index, key });
        });
        await making.then(
          () => result.free++,
          (error: unknown) => result.failed.push({ id: job.entry.id, error }),
        );
        report();
      }
    }
    await sendAll(services, manifest, folder, paid, token, result, report);
    return result;
  });
}

async function sendAll(
  services: Services,
  manifest: vscode.Uri,
  folder: vscode.Uri,
  paid: readonly EntryCall[],
  token: vscode.CancellationToken,
  result: Result,
  report: () => void,
): Promise<void> {
  const jobs = await services.jobs();
  const running = new Set<Job>();
  let isStopped = false;
  const stop = (alsoRunning: boolean) => {
    isStopped = true;
    for (const job of running) if (alsoRunning || job.state === "waiting") job.cancel();
  };
  const cancelling = token.onCancellationRequested(() => stop(true));
  const waiting = paid[Symbol.iterator]();
  const worker = async () => {
    for (const call of waiting) {
      if (isStopped) {
        result.skipped++;
        continue;
      }
      const { id } = call.job.entry;
      try {
        const request = requestOf(manifest, folder, call);
        const job = jobs.start(request);
        running.add(job);
        const outcome = await job.outcome;
        const { images, error } = outcome;
        running.delete(job);
        if (error?.code === "aborted" && error.charged === "no" && !job.fetchable) {
          result.skipped++;
          continue;
        }
        const isPaid = images.length > 0 || error?.charged === "yes";
        if (isPaid && !job.recovered) result.spent += job.cost.max.micros;
        if (error && job.fetchable) result.cut.push({ request, job, outcome });
        else if (images.length > 0 && !error) result.made++;
        else result.failed.push({ id, error });
        if (error && isFatal(error)) stop(false);
      } catch (error) {
        if (!isSeedkitError(error)) throw error;
        result.failed.push({ id, error });
      }
      report();
    }
  };
  // So many wait in the queue that no slot is ever empty, and thousands are not written down at once.
  const atOnce = readSettings(manifest).concurrency * 2;
  await Promise.all(Array.from({ length: Math.min(atOnce, paid.length) }, worker));
  cancelling.dispose();
}

/** What the next call would meet as well. */
const isFatal = ({ code }: SeedkitError) =>
  code === "unauthenticated" || code === "forbidden" || code === "insufficient_credits";
