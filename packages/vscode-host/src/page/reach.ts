import { setTimeout as delay } from "node:timers/promises";

/** How long the workbench may take for what it does by itself, in ms. */
export const patience = 30_000;

const firstWait = 1500;

/**
 * Tries again until it works: the workbench tells no page when it is ready for a key or a click.
 * Each attempt is told how many ms it may wait for an effect: more each time, since on a busy machine
 * a key that is pressed again before the first one had its effect does harm.
 * @throws the last error after `timeout` ms
 */
export async function reach<Result>(
  attempt: (wait: number) => Promise<Result>,
  timeout = patience,
): Promise<Result> {
  const until = performance.now() + timeout;
  for (let wait = firstWait; ; wait = Math.min(wait * 1.5, timeout)) {
    try {
      return await attempt(wait);
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(50);
    }
  }
}

/** Asks again until the answer fits, and returns it. */
export function settled<Value>(
  ask: () => Promise<Value>,
  fits: (value: Value) => boolean,
  what: string,
  timeout = patience,
): Promise<Value> {
  return reach(async () => {
    const value = await ask();
    if (!fits(value)) throw new Error(`${what}; it is ${JSON.stringify(value)}`);
    return value;
  }, timeout);
}
