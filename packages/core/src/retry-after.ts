const seconds = /^\d+(?:\.\d+)?$/;

/**
 * How long a server asks to wait, in ms: `Retry-After` in seconds (also with decimals) or as a date, else
 * `x-rate-limit-reset-at-utc`. Undefined where there is none or it makes no sense.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const after = headers.get("retry-after")?.trim() ?? "";
  if (seconds.test(after)) return notBefore(Number(after) * 1000);
  // Every HTTP date begins with the day's name; Date.parse would take "-5" for one, too.
  if (/^[A-Za-z]/.test(after)) return notBefore(Date.parse(after) - now);
  const reset = headers.get("x-rate-limit-reset-at-utc")?.trim() ?? "";
  // Seconds since 1970 have ten digits, milliseconds thirteen.
  if (seconds.test(reset)) return notBefore(Number(reset) * (Number(reset) > 1e11 ? 1 : 1000) - now);
  return notBefore((Date.parse(`${reset}Z`) || Date.parse(reset)) - now);
}

const notBefore = (ms: number) => (Number.isFinite(ms) ? Math.max(0, ms) : undefined);
