import type { Generation, SeedkitError } from "@seedkit/core";
import { rederive, type Savable, type SaveResult, saveGeneration } from "../files/index.ts";
import { hashOf, keepOriginal, type PlacedOriginal } from "../files/originals.ts";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import { costOf } from "../lock/cost.ts";
import type { LockedFile } from "../lock/lock.ts";
import { madeFrom } from "../lock/made-from.ts";
import { copyFiles } from "./copy-files.ts";
import type { KeptJob } from "./kept-job.ts";
import type { JobResult } from "./result.ts";
import { isRecoverable, leavePending, note, resultOf, settleFailure } from "./settle.ts";
import type { Work } from "./work.ts";

type Status = "generated" | "recovered" | "reused";
type Told = Pick<JobResult, "cost" | "requestId" | "error">;

/** Saves what a call gave, and writes it down: first the files, then the ledger, then the lock. */
export async function keep(
  work: Work,
  job: Job,
  price: number,
  generation: Generation<Savable>,
  status: Status,
): Promise<void> {
  // The ledger has to be written meanwhile: saving may not fill the system's queue of file work.
  const done = await work.saving.enter();
  try {
    await keepNow(work, job, price, generation, status);
  } finally {
    done();
  }
}

async function keepNow(
  work: Work,
  job: Job,
  price: number,
  generation: Generation<Savable>,
  status: Status,
): Promise<void> {
  const { images, failures, requestId, creditsLeft } = generation;
  const cost = costOf(generation);
  const kept = await receive(work, job, images, { cost, ...(requestId !== undefined && { requestId }) });
  const saved = await saveGeneration({ ...saveOptions(work, job), images, kept });
  const originals = images.map((image, at) => (kept[at] ? withoutPath(kept[at]) : originalOf(image)));
  work.step("after the images are saved");
  if (creditsLeft !== undefined) work.creditsLeft = creditsLeft;
  const { files, rescued, problem } = saved;
  if (problem && files.length + rescued.length < images.length) {
    // They could be written nowhere; a request that is not noted as done can be recovered for an hour.
    const where = { files, rescued };
    if (isRecoverable(work, job)) leavePending(work, job, price, problem, where);
    else await settleFailure(work, job, price, problem, where);
    work.stop.now(problem);
    return;
  }
  const [lost] = failures.map((failure) => failure.toJSON());
  // Each names its own address.
  const imageUrls = failures.flatMap((failure) => failure.imageUrls ?? []);
  const told = {
    cost,
    ...(requestId !== undefined && { requestId }),
    ...(lost && { error: { ...lost, imageUrls } }),
  };
  work.budget.settle(price, { spent: cost.micros, perhaps: 0 });
  await writeDown(work, job, saved, originals, told, status);
}

/**
 * Keeps the images as they came, and writes that down where all are: from here on a crash costs nothing. Those that
 * cannot be kept are left out.
 */
async function receive(
  work: Work,
  job: Job,
  images: readonly Savable[],
  told: Told,
): Promise<readonly (PlacedOriginal | undefined)[]> {
  const kept: (PlacedOriginal | undefined)[] = [];
  // What cannot be kept is rescued where it cannot be saved.
  for (const image of images)
    kept.push(await keepOriginal(work.folder, image, work.places).catch(() => undefined));
  const originals = kept.flatMap((original) => (original ? [withoutPath(original)] : []));
  if (originals.length < images.length) return kept;
  work.step("after the originals are kept");
  await note(work, { type: "received", job: nameOf(job), originals, ...told });
  return kept;
}

/** Makes the files of a call of the images as they came. Free; false where they are gone. */
export async function remake(
  work: Work,
  { job, originals, cost, files, isMoved, status }: KeptJob,
): Promise<boolean> {
  const before = originals.map(
    (original, at): LockedFile =>
      files[at] ?? { path: "", sha256: original.sha256, width: 0, height: 0, bytes: 0, original },
  );
  const options = saveOptions(work, job);
  const saved =
    (await rederive({ ...options, files: before })) ??
    (isMoved ? await copyFiles(options, files) : undefined);
  if (!saved) return false;
  await writeDown(work, job, saved, originals, { cost }, status, true);
  return true;
}

async function writeDown(
  work: Work,
  job: Job,
  { files, rescued, problem }: SaveResult,
  originals: readonly LockedFile["original"][],
  told: Told,
  status: Status,
  isFree = false,
): Promise<void> {
  const name = nameOf(job);
  const made = madeFrom(job, work.models, work.isEmulated(job, isFree));
  const { cost, requestId } = told;
  await note(work, {
    type: "succeeded",
    job: name,
    made,
    files,
    ...(problem && { rescued, originals }),
    cost,
    ...(isFree && { reused: true as const }),
    ...(requestId !== undefined && { requestId }),
  });
  if (problem) {
    failedToSave(work, job, problem, { ...told, files, rescued });
    return;
  }
  work.lock.add(made, files, cost);
  work.results.set(name, resultOf(job, status, { ...told, files }));
  work.emit({ type: "done", job, files, cost });
}

/** The images are paid for and safe, and not where they belong. */
function failedToSave(work: Work, job: Job, problem: SeedkitError, more: Partial<JobResult>): void {
  work.results.set(nameOf(job), resultOf(job, "failed", { ...more, error: problem.toJSON() }));
  work.emit({ type: "failed", job, error: problem });
  const { code = "" } = (problem.cause ?? {}) as NodeJS.ErrnoException;
  if (work.failFast || diskFailures.has(code)) work.stop.now(problem);
}

/** What the next image would meet as well. */
const diskFailures: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);

function saveOptions(work: Work, { entry, index, jobKey }: Job) {
  const { folder, metadata, overwriteEdited } = work;
  return {
    folder,
    entry,
    callIndex: index,
    jobKey,
    metadata,
    known: work.known(entry.id),
    places: work.places,
    overwriteEdited,
  };
}

const withoutPath = ({ sha256, mediaType }: PlacedOriginal): LockedFile["original"] => ({
  sha256,
  mediaType,
});

const originalOf = (image: Savable): LockedFile["original"] => ({
  sha256: hashOf(image),
  mediaType: image.mediaType,
});
