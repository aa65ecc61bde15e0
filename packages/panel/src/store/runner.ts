import type { ClientEvent, LooseInput, Ticket } from "@seedkit/core";
import type { JobCall, JobResult, PanelImage } from "../host.ts";
import { createAddresses } from "./addresses.ts";
import type { Cell } from "./cell.ts";
import { cancelled, toPanelError } from "./failure.ts";
import { concurrency } from "./quote.ts";
import type { Receiver } from "./receive.ts";
import { isRunning, type Job, type JobStatus, type PanelError } from "./state.ts";
import type { TicketBook } from "./tickets.ts";

export type Runner = {
  /** Starts what waits, as far as there are slots. */
  pump(): void;
  /** Fetches the images of a job whose ticket is kept; it never posts. */
  recover(job: string): void;
  cancel(jobs: readonly string[]): void;
};

// What fails one call for these reasons fails every other: the rest is not sent.
const stopsAll: readonly string[] = ["unauthenticated", "forbidden", "insufficient_credits"];
// After these there is nothing left to fetch.
const endsTicket: readonly string[] = ["job_failed", "moderated", "expired"];

/** Runs the jobs of the state: a job enters the host only when a slot is free, so waiting never eats its deadline. */
export function createRunner(cell: Cell, tickets: TicketBook, receive: Receiver): Runner {
  const { host, clock } = cell;
  const controllers = new Map<string, AbortController>();
  const addresses = createAddresses(host);
  const jobOf = (id: string) => cell.get().jobs.find((job) => job.id === id);

  const callOf = (id: string, signal: AbortSignal, arrived = { count: 0 }): JobCall => ({
    signal,
    onEvent: (event) => {
      const status = statusAfter(event);
      if (status) cell.updateJob(id, { status });
    },
    async onTicket(ticket) {
      await tickets.keep({ ticket, job: id, place: jobOf(id)?.place }).catch(() => {
        // A full storage must not lose the image too: it is waited for all the same.
        cell.announce("The request could not be noted down: keep this open until its image is here.");
      });
      cell.updateJob(id, { ticket });
    },
    async onImage(image: PanelImage) {
      cell.updateJob(id, { status: "downloading" });
      const job = jobOf(id);
      if (job) await receive(job, image, arrived.count++);
    },
  });

  const run = async (id: string, work: (call: JobCall) => Promise<JobResult>) => {
    const controller = new AbortController();
    controllers.set(id, controller);
    cell.updateJob(id, { startedAt: clock.now(), endedAt: undefined, error: undefined });
    tick();
    try {
      const { costMicros, creditsLeft } = await work(callOf(id, controller.signal));
      cell.updateJob(id, { status: "done", endedAt: clock.now(), costMicros });
      if (creditsLeft !== undefined) cell.set({ credits: creditsLeft });
      await settle(id);
    } catch (error) {
      await fail(id, controller.signal.aborted ? abortError(id, error) : toPanelError(error, host));
    } finally {
      controllers.delete(id);
      pump();
    }
  };

  const abortError = (id: string, error: unknown): PanelError => {
    const told = toPanelError(error, host);
    return told.code === "aborted" ? told : cancelled(jobOf(id)?.status === "uploading" ? "no" : "maybe");
  };

  /** A ticket goes only when nothing of it can be lost any more. */
  const settle = async (id: string) => {
    const job = jobOf(id);
    if (job?.ticket && job.results.every(({ undelivered }) => !undelivered)) {
      await tickets.drop(job.ticket.requestId).catch(() => {});
    }
    if (cell.get().jobs.every((other) => !isRunning(other)))
      cell.announce(summary(cell.get().jobs, job?.run));
  };

  const fail = async (id: string, error: PanelError) => {
    const status = error.code === "aborted" ? "cancelled" : "failed";
    cell.updateJob(id, { status, error, endedAt: clock.now() });
    const job = jobOf(id);
    if (job?.ticket && endsTicket.includes(error.code))
      await tickets.drop(job.ticket.requestId).catch(() => {});
    else if (job?.ticket && status === "cancelled") {
      await tickets.keep({ ticket: job.ticket, job: id, place: job.place, cancelled: true }).catch(() => {});
    }
    if (stopsAll.includes(error.code)) {
      const message = `Not sent, because an earlier one failed: ${error.message}`;
      for (const waiting of cell.get().jobs.filter((other) => other.status === "waiting")) {
        cell.updateJob(waiting.id, {
          status: "failed",
          error: { ...error, message, charged: "no", attempts: 0 },
        });
      }
    }
    cell.announce(status === "cancelled" ? "Cancelled." : `Failed: ${error.message}`);
  };

  const generate = (job: Job) =>
    run(job.id, async (call) => {
      const input = await uploaded(job, call.signal);
      cell.updateJob(job.id, { input, status: "sending" });
      const { id, model, transport, place } = job;
      return host.generate({ id, model, input, transport, ...(place ? { place: place.id } : {}) }, call);
    });

  const uploaded = async (job: Job, signal: AbortSignal): Promise<LooseInput> => {
    const { image_input: references } = job.input;
    if (!Array.isArray(references) || references.every((one) => typeof one === "string")) return job.input;
    cell.updateJob(job.id, { status: "uploading" });
    return { ...job.input, image_input: await addresses(references, signal) };
  };

  const pump = () => {
    for (const job of cell.get().jobs.filter(({ status }) => status === "waiting")) {
      if (controllers.size >= concurrency) return;
      cell.updateJob(job.id, { status: "sending" });
      void generate(job);
    }
  };

  let ticking = false;
  const tick = () => {
    if (ticking) return;
    ticking = true;
    clock.after(1000, () => {
      ticking = false;
      cell.set({ now: clock.now() });
      if (controllers.size > 0) tick();
    });
    cell.set({ now: clock.now() });
  };

  const recover = (id: string) => {
    const ticket: Ticket | undefined = jobOf(id)?.ticket;
    if (!ticket || controllers.has(id)) return;
    cell.updateJob(id, { status: "processing", error: undefined });
    void run(id, (call) => host.recover(ticket, call));
  };

  const cancel = (ids: readonly string[]) => {
    for (const id of ids) {
      const controller = controllers.get(id);
      if (controller) controller.abort();
      else if (jobOf(id)?.status === "waiting") {
        cell.updateJob(id, { status: "cancelled", error: cancelled("no"), endedAt: clock.now() });
        cell.announce("Cancelled.");
      }
    }
  };

  return { pump, recover, cancel };
}

function statusAfter(event: ClientEvent): JobStatus | undefined {
  if (event.type === "attempt") return "sending";
  if (event.type === "retry") return "retrying";
  if (event.type === "uploading" || event.type === "downloading") return event.type;
  return event.type === "status" ? event.status : undefined;
}

function summary(jobs: readonly Job[], run: string | undefined): string {
  const own = jobs.filter((job) => job.run === run);
  const images = own.reduce((sum, { results }) => sum + results.length, 0);
  const failed = own.filter(({ status }) => status === "failed").length;
  return `Finished: ${images} ${images === 1 ? "image" : "images"}${failed > 0 ? `, ${failed} failed` : ""}.`;
}
