import { type Generation, isSeedkitError, resultLifetimeMs, type SeedkitError } from "@seedkit/core";
import type { Host } from "../host.ts";
import { saveImage } from "../output/save-image.ts";
import type { Target } from "../output/target.ts";
import type { Pending } from "../pending.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Ledger } from "./ledger.ts";

export type Collector = {
  /** True while a paid image is on its way to the disk. */
  readonly saving: boolean;
  /** Saves what one call gave. `firstIndex`: the number of its first image, from 1. */
  take(generation: Generation, call: number, firstIndex: number): Promise<void>;
  failed(error: unknown, call: number): Promise<void>;
};

/** Saves images as they arrive and keeps the books; a request's note is dropped once nothing of it is missing. */
export function createCollector(
  host: Host,
  {
    ledger,
    target,
    progress,
    pending,
  }: { ledger: Ledger; target: Target; progress: Progress; pending: Pending | undefined },
): Collector {
  let saving = 0;
  const save = async (generation: Generation, call: number, firstIndex: number) => {
    ledger.generations.push(generation);
    const failuresBefore = ledger.failures.length;
    for (const [at, image] of generation.images.entries()) {
      try {
        const saved = await saveImage(host, target, image, firstIndex + at);
        ledger.images.push(saved);
        for (const note of saved.notes) progress.note(note);
        if (saved.failure) ledger.failures.push({ call, error: saved.failure });
      } catch (error) {
        // Its paid siblings are still on their way.
        ledger.failures.push({ call, error });
      }
    }
    for (const error of generation.failures) ledger.failures.push({ call, error });
    const whole = ledger.failures.length === failuresBefore;
    if (whole && generation.requestId) await pending?.drop(generation.requestId);
  };
  return {
    get saving() {
      return saving > 0;
    },
    async take(generation, call, firstIndex) {
      saving++;
      try {
        await save(generation, call, firstIndex);
      } finally {
        saving--;
        progress.callEnded();
      }
    },
    async failed(error, call) {
      ledger.failures.push({ call, error });
      progress.callEnded();
      if (!isSeedkitError(error) || !error.requestId) return;
      const note = await pending?.find(error.requestId);
      const age = note ? host.clock.now() - note.ticket.submittedAt : 0;
      // A request that failed for good has nothing to recover.
      if (isFinal(error, age)) await pending?.drop(error.requestId);
    },
  };
}

/** Nothing can come of the request any more. `age` in ms: one that is younger than its result may be known yet. */
export function isFinal({ code, charged }: Pick<SeedkitError, "code" | "charged">, age: number): boolean {
  if (code === "expired") return age >= resultLifetimeMs;
  return code === "job_failed" || code === "moderated" || (charged === "no" && code === "invalid_request");
}
