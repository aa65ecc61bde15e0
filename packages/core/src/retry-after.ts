/**
 * How long a server asks to wait, in ms: `Retry-After` in seconds (also with decimals) or as a date, else
 * `x-rate-limit-reset-at-utc`. Undefined where there is none or it makes no sense.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const after = headers.get("retry-after")?.trim();
  if (after) {
    // Date.parse takes "5" for a year, so plain numbers never reach it.
    if (/^\d+(?:\.\d+)?$/.test(after)) return finite(Number(after) * 1000);
    if (/^[A-Za-z]/.test(after)) return until(after, now);
  }
  const reset = headers.get("x-rate-limit-reset-at-utc")?.trim();
  if (!reset) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(reset)) {
    const value = Number(reset);
    // Seconds since 1970 have ten digits, milliseconds thirteen.
    return finite(Math.max(0, (value > 1e11 ? value : value * 1000) - now));
  }
  return until(/Z|[+-]\d\d:?\d\d$|GMT|UTC/.test(reset) ? reset : `${reset}Z`, now);
}

const finite = (ms: number) => (Number.isFinite(ms) ? ms : undefined);

function until(date: string, now: number): number | undefined {
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
