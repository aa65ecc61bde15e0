// Nobody stands still for longer because of one header.
const longestMs = 86_400_000;

/**
 * How long a server asks to wait, in ms, a day at most: `Retry-After` in seconds (also with decimals) or as a
 * date, else `x-rate-limit-reset-at-utc`. Undefined where there is none or it makes no sense.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  return (
    waitOf(headers.get("retry-after"), now, (seconds) => seconds * 1000) ??
    waitOf(headers.get("x-rate-limit-reset-at-utc"), now, (since) =>
      // Milliseconds since 1970 have thirteen digits, seconds ten; fewer is no time of ours.
      since < 1e9 ? Number.NaN : since * (since > 1e11 ? 1 : 1000) - now,
    )
  );
}

function waitOf(header: string | null, now: number, ofNumber: (value: number) => number): number | undefined {
  const text = header?.trim() ?? "";
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? ofNumber(Number(text)) : parseDate(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestMs, Math.max(0, ms));
}

/** Date.parse takes "May" for a date, and one without a zone for local time. */
function parseDate(text: string): number {
  if (!/\d\d:\d\d:\d\d/.test(text)) return Number.NaN;
  const zoned = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(text);
  return Date.parse(zoned ? text : text + (/^\d/.test(text) ? "Z" : " GMT"));
}
