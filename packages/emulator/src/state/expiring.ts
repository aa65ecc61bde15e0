import type { Clock } from "@seedkit/core";

/** Values that are gone after a while. */
export type Expiring<T> = {
  set(name: string, value: T, expiresAt: number): void;
  get(name: string): T | undefined;
  clear(): void;
};

// Looking at every value for each request would take longer the more there are.
const sweepEveryMs = 60_000;

/** Keeps values until their time has come; what has expired fills the memory for a minute at most. */
export function createExpiring<T>(clock: Clock): Expiring<T> {
  const kept = new Map<string, { readonly value: T; readonly expiresAt: number }>();
  let sweepAt = 0;
  const sweep = (now: number) => {
    if (now < sweepAt) return;
    sweepAt = now + sweepEveryMs;
    for (const [name, { expiresAt }] of kept) if (now >= expiresAt) kept.delete(name);
  };
  return {
    set(name, value, expiresAt) {
      sweep(clock.now());
      kept.set(name, { value, expiresAt });
    },
    get(name) {
      const found = kept.get(name);
      return found && clock.now() < found.expiresAt ? found.value : undefined;
    },
    clear: () => kept.clear(),
  };
}
