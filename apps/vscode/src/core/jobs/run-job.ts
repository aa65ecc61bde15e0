import { isSeedkitError, SeedkitError } from "@seedkit/core";
import { keep } from "./keep.ts";
import type { LiveJob } from "./live-job.ts";
import type { Held, QueueHost, Saved } from "./queue-host.ts";
import { RecordTaken } from "./records.ts";
import { recover, send } from "./send.ts";

// After these there is nothing to fetch.
const overAfter: readonly string[] = ["job_failed", "moderated", "expired"];

/** The service gave the job up, or its result is gone. */
const isOver = ({ code, status }: SeedkitError) => overAfter.includes(code) || status === 422;

/** Takes a job from its place in the line to saved images. Never rejects. */
export async function runJob(host: QueueHost, job: LiveJob): Promise<void> {
  let leave: (() => void) | undefined;
  let held: Held | undefined;
  try {
    await host.records.write(job.record);
    held = await hold(host, job);
    leave = await host.slots.enter({ signal: job.signal });
    const generation = job.record.ticket
      ? await recover(host, job, await host.connect(), host.timeoutMs())
      : await send(host, job, held?.notes);
    leave();
    const { outcome, fetchable, kept } = await keep(host, job, generation);
    const { cost, timings } = generation;
    const paid = (cost.reported ?? cost.estimated).formatted;
    // Images that are nowhere in their place are told with where they are: asked for again they are paid for again.
    const lost = outcome.images.length === 0 ? outcome.error : undefined;
    if (!fetchable) await close(host, job, held, { kept, lost });
    host.log(`${job.id}: ${outcome.images.length} images saved, ${paid}, ${timings.totalMs} ms`);
    job.end(outcome, fetchable);
  } catch (thrown) {
    const error = asSeedkitError(thrown, job);
    host.log(`${job.id}: ${JSON.stringify(error)}`);
    const fetchable = job.record.ticket !== undefined && !isOver(error);
    if (!job.abandoned) {
      if (fetchable && error.code === "aborted") await noteCancelled(host, job);
      await settle(host, job, fetchable);
      // What can still be fetched is known to whoever works there next: nobody pays for it again.
      if (!fetchable) await close(host, job, held, { lost: isLost(job, error) ? error : undefined });
    }
    job.end({ images: [], error }, fetchable);
  } finally {
    leave?.();
    await held?.release().catch((error) => host.log(`${job.id}: ${String(error)}`));
  }
}

/** What is submitted is fetched all the same: it is paid for. */
async function hold(host: QueueHost, { id, record }: LiveJob): Promise<Held | undefined> {
  try {
    return await host.hold?.(record);
  } catch (error) {
    if (!record.ticket) throw error;
    host.log(`${id}: fetched while others work there: ${String(error)}`);
    return undefined;
  }
}

/** It was or may have been paid for, and cannot be fetched. What the service ended itself it has told, with its cost. */
const isLost = ({ record }: LiveJob, { charged, code }: SeedkitError) =>
  charged !== "no" && (!record.ticket || code === "expired");

type End = { readonly kept?: Saved["kept"]; readonly lost: SeedkitError | undefined };

/** Ends it for whoever works there next. A window that dies says nothing here: what it had sent stays written down. */
async function close(
  { log }: QueueHost,
  { id, record, cost }: LiveJob,
  held: Held | undefined,
  { kept, lost }: End,
): Promise<void> {
  if (record.state === "waiting" || !held?.notes) return;
  const { notes } = held;
  const noting = kept ? notes.received(kept) : lost ? notes.lost(lost, cost.max) : notes.over();
  await noting.catch((reason) => log(`${id}: its end could not be written down: ${String(reason)}`));
}

/** It may have been paid for: who opens the window next is told, and can fetch it. */
async function noteCancelled({ records, log }: QueueHost, job: LiveJob): Promise<void> {
  job.record = { ...job.record, cancelled: true };
  try {
    await records.write(job.record);
  } catch (error) {
    log(`${job.id}: that it was cancelled could not be written down: ${String(error)}`);
  }
}

/** What may still be fetched stays written down; the rest is told, and over. */
async function settle({ records, log }: QueueHost, { id }: LiveJob, stays: boolean): Promise<void> {
  try {
    await (stays ? records.rest(id) : records.remove(id));
  } catch (error) {
    log(`${id}: the record could not be removed: ${String(error)}`);
  }
}

function asSeedkitError(thrown: unknown, job: LiveJob): SeedkitError {
  const error = errorOf(thrown, job);
  // Only what was never submitted, or what the service gave up, costs nothing for certain.
  const isOpen = job.record.ticket !== undefined && !isOver(error);
  if (!isOpen || error.charged !== "no" || thrown instanceof RecordTaken) return error;
  const { code, message, ...details } = error;
  return new SeedkitError(code, message, { ...details, charged: "maybe", cause: error.cause });
}

function errorOf(thrown: unknown, { signal, phase, record }: LiveJob): SeedkitError {
  if (isSeedkitError(thrown)) return thrown;
  if (thrown instanceof RecordTaken) {
    return new SeedkitError("aborted", "Another window goes on with it", { charged: "no" });
  }
  // What the client has in hand it ends itself: only what waits, or has not left, gets here by a cancel.
  if (signal.aborted && phase !== "saving") {
    const message = record.ticket ? "Cancelled" : "Cancelled before it was sent";
    return new SeedkitError("aborted", message, { charged: "no" });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const charged = phase === "waiting" || phase === "uploading" ? "no" : "yes";
  return new SeedkitError("invalid_input", message, { charged, retryable: false, cause: thrown });
}
