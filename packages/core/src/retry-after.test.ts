import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now);
const after = (value: string) => read({ "retry-after": value });
const reset = (value: string) => read({ "x-rate-limit-reset-at-utc": value });
const day = 86_400_000;

afterEach(() => {
  delete process.env.TZ;
});

describe("Retry-After", () => {
  test.each([
    ["0", 0],
    ["5", 5000],
    ["120", 120_000],
    ["1.5", 1500],
    ["  7 ", 7000],
  ])("%j seconds", (value, ms) => {
    expect(after(value)).toBe(ms);
  });

  test.each([
    ["the usual form", "Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
    ["the form of RFC 850", "Saturday, 21-Nov-26 12:00:30 GMT", 30_000],
    ["the form of asctime", "Sat Nov 21 12:00:30 2026", 30_000],
    ["the form of asctime, one digit", "Tue Dec  1 12:00:00 2026", day],
    ["a date that is past", "Sat, 21 Nov 2026 11:00:00 GMT", 0],
  ])("a date in %s, wherever the machine stands", (_, value, ms) => {
    for (const zone of ["UTC", "America/New_York", "Asia/Kolkata"]) {
      process.env.TZ = zone;
      expect(after(value), zone).toBe(ms);
    }
  });

  test.each([
    "-5",
    "soon",
    "abc 5",
    "5 minutes",
    "5, 10",
    "1e3",
    "",
    "NaN",
    "May",
    "Infinity",
    "0x10",
    "March 7",
  ])("%j tells nothing", (value) => {
    expect(after(value)).toBeUndefined();
  });

  test("one that is absurd never holds anybody for longer than a day", () => {
    expect(after("9".repeat(30))).toBe(day);
    expect(after("9".repeat(400))).toBe(day);
    expect(after("Fri, 21 Nov 9026 12:00:00 GMT")).toBe(day);
  });
});

describe("x-rate-limit-reset-at-utc", () => {
  test.each([
    [String(now / 1000 + 20), 20_000],
    [String(now + 20_000), 20_000],
    ["2026-11-21T12:00:20Z", 20_000],
    ["2026-11-21T12:00:20.500Z", 20_500],
    ["2026-11-21T12:00:20", 20_000],
    ["2026-11-21 12:00:20", 20_000],
    ["2026-11-21T14:00:20+02:00", 20_000],
    ["2026-11-21 12:00:20 UTC", 20_000],
    ["Sat, 21 Nov 2026 12:00:20 GMT", 20_000],
    ["2026-11-21T11:59:00Z", 0],
  ])("%s", (value, ms) => {
    for (const zone of ["UTC", "America/New_York", "Asia/Kolkata"]) {
      process.env.TZ = zone;
      expect(reset(value), zone).toBe(ms);
    }
  });

  test.each(["soon", "", "abc 5", "2026", "-1"])("%j tells nothing", (value) => {
    expect(reset(value)).toBeUndefined();
  });

  test("is read where Retry-After is missing or makes no sense", () => {
    const at = "2026-11-21T12:00:20Z";
    expect(read({ "retry-after": "2", "x-rate-limit-reset-at-utc": at })).toBe(2000);
    expect(read({ "retry-after": "soon", "x-rate-limit-reset-at-utc": at })).toBe(20_000);
    expect(read({})).toBeUndefined();
  });
});

test("any text gives a finite wait of at most a day, or none", () => {
  const text = fc.stringMatching(/^[ -~]{0,40}$/);
  fc.assert(
    fc.property(text, text, (first, second) => {
      const ms = read({ "retry-after": first, "x-rate-limit-reset-at-utc": second });
      if (ms === undefined) return;
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(day);
    }),
    { seed: 5, numRuns: 3000 },
  );
});
