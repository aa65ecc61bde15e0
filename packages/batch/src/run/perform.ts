import { type CallOptions, isSeedkitError, money, SeedkitError, type Ticket } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import { readInput } from "./job-input.ts";
import { keep } from "./keep.ts";
import { recoverTicket } from "./recover.ts";
import { isRecoverable, leavePending, note, settleFailure } from "./settle.ts";
import type { Work } from "./work.ts";

type LeaveSlot = () => Promise<void>;

/**
 * Makes one call: written down before it is sent, by its request id as soon as there is one, and when it ended.
 * Never rejects.
 */
export async function perform(work: Work, job: Job, price: number, leaveSlot: LeaveSlot): Promise<void> {
  try {
    await send(work, job, price, leaveSlot);
  } catch (thrown) {
    const error = unexpected(thrown);
    if (isRecoverable(work, job)) leavePending(work, job, price, error);
    else await settleFailure(work, job, price, error);
  }
}

/** Finishes a call that an earlier run submitted. Costs nothing. Never rejects. */
export async function resume(
  work: Work,
  job: Job,
  ticket: Ticket,
  price: number,
  leaveSlot: LeaveSlot,
): Promise<void> {
  work.emit({ type: "start", job, recovering: true });
  try {
    await finish(work, job, ticket, price, leaveSlot, "recovered");
  } catch (error) {
    leavePending(work, job, price, unexpected(error));
  }
}

async function send(work: Work, job: Job, price: number, leaveSlot: LeaveSlot): Promise<void> {
  const { client, ledger, withoutQueue } = work;
  const { entry, index } = job;
  const name = nameOf(job);
  const options: CallOptions = {
    ...(work.signal && { signal: work.signal }),
    maxCost: price,
    onEvent: (event) => work.emit({ type: "client", job, event }),
  };
  const input = await readInput(work.folder, job);
  const attempt = (ledger.job(name)?.attempts ?? 0) + 1;
  // One write and one flush for both.
  const planned = ledger.append({ type: "planned", job: name, id: entry.id, index, reserved: money(price) });
  const started = ledger.append({ type: "started", job: name, attempt });
  try {
    await Promise.all([planned, started]);
  } catch (error) {
    // Not on the disk, so not sent.
    work.budget.settle(price, { spent: 0, perhaps: 0 });
    work.stop.now(error);
    return;
  }
  work.emit({ type: "start", job, recovering: false });

  if (work.transport === "queued" && !withoutQueue.has(entry.model)) {
    let ticket: Ticket | undefined;
    try {
      ticket = await client.submit(entry.model, input, options);
    } catch (error) {
      if (!isSeedkitError(error) || error.code !== "not_found" || error.charged !== "no") throw error;
      withoutQueue.add(entry.model);
    }
    if (ticket) {
      await note(work, { type: "submitted", job: name, ticket });
      await finish(work, job, ticket, price, leaveSlot, "generated");
      return;
    }
  }
  const generation = await client.generate(entry.model, input, {
    ...options,
    transport: "sync",
    spool: work.spool,
  });
  await leaveSlot();
  await keep(work, job, price, generation, "generated");
}

async function finish(
  work: Work,
  job: Job,
  ticket: Ticket,
  price: number,
  leaveSlot: LeaveSlot,
  status: "generated" | "recovered",
): Promise<void> {
  const recovered = await recoverTicket(work, job, ticket);
  if (recovered.ok) {
    await leaveSlot();
    await keep(work, job, price, recovered.generation, status);
  } else if (recovered.over) await settleFailure(work, job, price, recovered.error);
  else leavePending(work, job, price, recovered.error);
}

/** What nobody foresaw happened after the post may have left. */
function unexpected(error: unknown): SeedkitError {
  if (isSeedkitError(error)) return error;
  const message = `Something unforeseen happened: ${error instanceof Error ? error.message : String(error)}`;
  return new SeedkitError("connection_lost", message, { charged: "maybe", cause: error });
}
