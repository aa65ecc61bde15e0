import type { CallOptions } from "./client-options.ts";
import { isSeedkitError, SeedkitError, withDetails } from "./errors.ts";
import type { Generation, Variation } from "./generation.ts";
import type { Model } from "./models/model.ts";
import { formatMicros } from "./money.ts";
import type { Ready } from "./prepare.ts";
import type { LooseInput } from "./validation.ts";

type Generate = (model: string | Model, input: LooseInput, options: CallOptions) => Promise<Generation>;

// What fails one call for these reasons fails every other, so the rest is not sent.
const stopsAll = new Set([
  "unauthenticated",
  "forbidden",
  "insufficient_credits",
  "not_found",
  "invalid_input",
  "aborted",
]);

/** Makes the same call several times and yields each as it ends, so that paid images are never held back. */
export async function* runVariations(
  generate: Generate,
  ready: () => Ready,
  model: string | Model,
  count: number,
  options: CallOptions & { readonly concurrency?: number },
): AsyncGenerator<Variation, void, undefined> {
  const { prepared, body } = ready();
  checkCount(count, prepared.cost.max.micros, options.maxCost);
  const left = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal;
  const concurrency = Math.max(1, Math.min(count, options.concurrency ?? 4));
  let stoppedBy: SeedkitError | undefined;

  const one = async (index: number): Promise<Variation> => {
    if (stoppedBy) return { index, ok: false, error: unsent(stoppedBy) };
    try {
      const call = { ...options, signal, maxCost: undefined };
      return { index, ok: true, generation: await generate(model, body, call) };
    } catch (error) {
      if (!isSeedkitError(error)) throw error;
      if (stopsAll.has(error.code)) stoppedBy ??= error;
      return { index, ok: false, error };
    }
  };

  const running = new Map<number, Promise<Variation>>();
  let next = 0;
  try {
    while (next < count || running.size > 0) {
      while (next < count && running.size < concurrency) {
        const index = next++;
        running.set(index, one(index));
      }
      const done = await Promise.race(running.values());
      running.delete(done.index);
      yield done;
    }
  } finally {
    // The caller left early: what is not sent yet stays unsent.
    left.abort();
    for (const pending of running.values()) pending.catch(() => {});
  }
}

function unsent(reason: SeedkitError): SeedkitError {
  const error = new SeedkitError(reason.code, `Not sent, because an earlier one failed: ${reason.message}`, {
    charged: "no",
  });
  return withDetails(error, { hint: reason.hint, model: reason.model, status: reason.status });
}

function checkCount(count: number, each: number, maxCost: number | undefined): void {
  if (!Number.isInteger(count) || count < 1) {
    const message = `count must be a whole number of 1 or more, not ${count}`;
    throw new SeedkitError("invalid_input", message, {
      charged: "no",
      issues: [{ path: "count", message, nearest: 1 }],
    });
  }
  if (maxCost === undefined || each * count <= maxCost) return;
  throw new SeedkitError(
    "over_budget",
    `${count} calls may cost ${formatMicros(each * count)}, more than the cap of ${formatMicros(maxCost)}`,
    { charged: "no", hint: "Nothing was sent. Raise the cap, or ask for fewer." },
  );
}
