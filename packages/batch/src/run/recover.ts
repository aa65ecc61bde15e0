import { unlink } from "node:fs/promises";
import { type Generation, isSeedkitError, resultLifetimeMs, SeedkitError, type Ticket } from "@seedkit/core";
import type { SpooledImage } from "@seedkit/core/node";
import type { Job } from "../key/job.ts";
import { isFatal } from "./stop.ts";
import type { Work } from "./work.ts";

// Each of them waits as long as the client lets a call take.
const rounds = 3;

export type Recovered =
  | { readonly ok: true; readonly generation: Generation<SpooledImage> }
  /** `over`: nothing is left to recover. Otherwise the next run can. */
  | { readonly ok: false; readonly error: SeedkitError; readonly over: boolean };

/** Waits for a submitted request. It is asked for again, which costs nothing, while an answer can come. */
export async function recoverTicket(work: Work, job: Job, ticket: Ticket): Promise<Recovered> {
  for (let round = 1; ; round++) {
    let last: Recovered;
    try {
      const generation = await work.client.recover(ticket, {
        ...(work.signal && { signal: work.signal }),
        spool: work.spool,
        onEvent: (event) => work.emit({ type: "client", job, event }),
      });
      last = { ok: true, generation };
      if (generation.failures.length === 0) return last;
      // Somebody stops it: the next run gets all of them.
      if (work.signal?.aborted && !isLate(work, ticket)) {
        await discard(generation.images);
        return { ok: false, error: cutShort(ticket), over: false };
      }
    } catch (error) {
      if (!isSeedkitError(error)) throw error;
      const over = isOver(work, ticket, error);
      last = { ok: false, error: over ? error : unfetched(error), over };
    }
    if (round >= rounds || mayNotAsk(work, ticket, last)) return told(work, ticket, last);
    if (last.ok) await discard(last.generation.images);
  }
}

/** They come again with the next answer. */
async function discard(images: readonly SpooledImage[]): Promise<void> {
  const paths = images.flatMap((image) => ("path" in image ? image.path : []));
  await Promise.all(paths.map((path) => unlink(path).catch(() => {})));
}

/** A ticket of another API that is too old for anybody to recover was paid for in vain. */
function told({ clock }: Work, { submittedAt, baseUrl }: Ticket, last: Recovered): Recovered {
  if (last.ok || last.error.code !== "invalid_input") return last;
  const isLost = !isOnThisMachine(baseUrl) && clock.now() - submittedAt >= resultLifetimeMs;
  const { message, attempts } = last.error;
  const charged = isLost ? "yes" : isOnThisMachine(baseUrl) ? "no" : "maybe";
  return {
    ...last,
    error: new SeedkitError(isLost ? "expired" : "invalid_input", message, { charged, attempts }),
  };
}

/**
 * The job itself came to an end, or its result is gone. That asking cost nothing says nothing of the job: a key may be
 * missing, or be another account's, to which it is not known.
 */
function isOver(work: Work, ticket: Ticket, { code, status }: SeedkitError): boolean {
  // It was sent to another API than this client's: only that one can say. An emulator took no money.
  if (code === "invalid_input") return isOnThisMachine(ticket.baseUrl) || isLate(work, ticket);
  if (code === "expired") return isLate(work, ticket);
  return code === "job_failed" || code === "moderated" || status === 422;
}

/** The service keeps nothing of it any more. */
const isLate = ({ clock }: Work, { submittedAt }: Ticket) => clock.now() - submittedAt >= resultLifetimeMs;

/** What was submitted may be paid for, whatever asking for it cost. */
function unfetched(error: SeedkitError): SeedkitError {
  const { code, message, charged, ...details } = error;
  if (code === "invalid_input") return error;
  if (code === "expired") {
    const hint = "It was submitted less than an hour ago: is this the key it was submitted with?";
    return new SeedkitError("not_found", message, { ...details, charged, hint, cause: error });
  }
  if (charged !== "no") return error;
  return new SeedkitError(code, message, { ...details, charged: "maybe", cause: error.cause });
}

function cutShort({ requestId, model }: Ticket): SeedkitError {
  const message = "Stopped before all of its images had come";
  const hint = "The next run fetches them: nothing is paid again.";
  return new SeedkitError("aborted", message, { charged: "yes", requestId, model, hint });
}

const isOnThisMachine = (address: string) =>
  /^(?:.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(address).hostname);

// Asked again it would answer the same.
const idle: readonly string[] = ["invalid_input", "not_found"];

function mayNotAsk(work: Work, ticket: Ticket, last: Recovered): boolean {
  if (work.signal?.aborted || isLate(work, ticket)) return true;
  return !last.ok && (last.over || isFatal(last.error) || idle.includes(last.error.code));
}
