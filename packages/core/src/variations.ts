import { checkBudget } from "./budget.ts";
import type { CallOptions, CoreClient } from "./client-options.ts";
import { isSeedkitError, SeedkitError } from "./errors.ts";
import type { Variation } from "./generation.ts";
import type { Model } from "./models/model.ts";
import type { LooseInput } from "./validation.ts";

// What fails one call for these reasons fails every other, so the rest is not sent.
const stopsAll = /^(?:unauthenticated|forbidden|insufficient_credits|not_found|invalid_input|aborted)$/;

export type VariationOptions = CallOptions & {
  /** How many run at once. @default 4 */
  readonly concurrency?: number | undefined;
};

/**
 * Makes the same call several times, each a call of its own, and yields each as it ends: a failure never
 * takes its siblings along, and paid images are never held back. Leaving the loop cancels what still runs.
 * @throws SeedkitError `invalid_input`, `over_budget` where all together could cost more than `maxCost`
 */
export async function* variations(
  client: Pick<CoreClient, "generate" | "prepare">,
  model: string | Model,
  input: LooseInput,
  count: number,
  options: VariationOptions = {},
): AsyncGenerator<Variation, void, undefined> {
  const { cost } = client.prepare(model, input, options);
  if (!(Number.isInteger(count) && count >= 1)) {
    const message = `count must be a whole number of 1 or more, not ${count}`;
    throw new SeedkitError("invalid_input", message, {
      charged: "no",
      issues: [{ path: "count", message, nearest: 1 }],
    });
  }
  checkBudget(cost, options.maxCost, count);
  const left = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal;
  const concurrency = Math.max(1, options.concurrency ?? 4);
  let stoppedBy: SeedkitError | undefined;

  const one = async (index: number): Promise<Variation> => {
    if (stoppedBy) return { index, ok: false, error: unsent(stoppedBy) };
    try {
      const generation = await client.generate(model, input, { ...options, signal, maxCost: undefined });
      return { index, ok: true, generation };
    } catch (error) {
      if (!isSeedkitError(error)) throw error;
      if (stopsAll.test(error.code)) stoppedBy ??= error;
      return { index, ok: false, error };
    }
  };

  const running = new Map<number, Promise<Variation>>();
  let next = 0;
  try {
    while (next < count || running.size > 0) {
      while (next < count && running.size < concurrency) {
        running.set(next, one(next));
        next++;
      }
      const done = await Promise.race(running.values());
      running.delete(done.index);
      yield done;
    }
  } finally {
    left.abort();
    for (const pending of running.values()) pending.catch(() => {});
  }
}

function unsent({ code, message, hint, model, status }: SeedkitError): SeedkitError {
  const why = `Not sent, because an earlier one failed: ${message}`;
  return new SeedkitError(code, why, { charged: "no", hint, model, status });
}
