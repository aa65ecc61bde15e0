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
    } catch (error) {
      if (!isSeedkitError(error)) throw error;
      last = { ok: false, error, over: isOver(work, ticket, error) };
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

/** The job itself came to an end, or its result is gone. */
function isOver({ clock }: Work, ticket: Ticket, { code, charged, status }: SeedkitError): boolean {
  // It was sent to another API than this client's: only that one can say. An emulator took no money.
  if (code === "invalid_input") {
    return isOnThisMachine(ticket.baseUrl) || clock.now() - ticket.submittedAt >= resultLifetimeMs;
  }
  return charged === "no" || code === "expired" || code === "job_failed" || status === 422;
}

const isOnThisMachine = (address: string) =>
  /^(?:.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(address).hostname);

function mayNotAsk({ signal, clock }: Work, { submittedAt }: Ticket, last: Recovered): boolean {
  if (signal?.aborted || clock.now() - submittedAt >= resultLifetimeMs) return true;
  return !last.ok && (last.over || isFatal(last.error) || last.error.code === "invalid_input");
}
