import { setTimeout as delay } from "node:timers/promises";

/** How long the workbench may take for what it does by itself, in ms. */
export const patience = 30_000;

/**
 * Tries again until it works: the workbench tells no page when it is ready for a key or a click.
 * @throws the last error after `timeout` ms
 */
export async function reach<Result>(attempt: () => Promise<Result>, timeout = patience): Promise<Result> {
  const until = performance.now() + timeout;
  for (;;) {
    try {
      return await attempt();
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
