import type { Clock } from "@seedkit/core";

/** Tells what a caller has left, or when, in ms since 1970, the next request is let through. */
export type Pass = { readonly ok: boolean; readonly remaining: number; readonly resetAt: number };

/** A token bucket a key: `perMinute` at once, refilled evenly. 0 lets everything through. */
export function createTokenBuckets(perMinute: number, clock: Clock): (key: string) => Pass | undefined {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = perMinute / 60_000;
  return (key) => {
    if (perMinute <= 0) return undefined;
    const now = clock.now();
    const bucket = buckets.get(key) ?? { tokens: perMinute, at: now };
    const tokens = Math.min(perMinute, bucket.tokens + (now - bucket.at) * perMs);
    const ok = tokens >= 1;
    const left = ok ? tokens - 1 : tokens;
    buckets.set(key, { tokens: left, at: now });
    return {
      ok,
      remaining: Math.floor(left),
      resetAt: left >= 1 ? now : now + Math.ceil((1 - left) / perMs),
    };
  };
}
