import { describe, expect, test } from "vitest";
import type { Scenario } from "./scenarios.ts";
import { type FaultBooks, type FaultObservation, judge } from "./verdict.ts";

const scenario: Scenario = { id: "x", title: "x" };
const image: FaultObservation = { scenario: "x", outcome: "image", ms: 10 };
const failed = (bill?: string): FaultObservation => ({
  scenario: "x",
  outcome: "error",
  ms: 10,
  error: { name: "Error", message: "", tellsWhen: false, ...(bill && { bill }) },
});
const books = (given: Partial<FaultBooks> = {}): FaultBooks => ({
  posts: 1,
  charges: 1,
  postedAt: [0],
  keyLeaked: false,
  ...given,
});

describe("judge", () => {
  test("the image, paid for once, is ok", () => {
    expect(judge(scenario, image, books())).toBe("ok");
  });

  test("the image, paid for twice, is not", () => {
    expect(judge(scenario, image, books({ posts: 2, charges: 2 }))).toBe("paid twice");
  });

  test("a leaked key outweighs all else", () => {
    expect(judge(scenario, image, books({ charges: 2, keyLeaked: true }))).toBe("key leaked");
  });

  test("an error is ok, unless a free retry would have brought the image", () => {
    const free = { ...scenario, freeRetry: true };
    expect(judge(scenario, failed(), books({ charges: 0 }))).toBe("ok");
    expect(judge(free, failed(), books({ charges: 0 }))).toBe("gave up");
    expect(judge(free, image, books({ posts: 2 }))).toBe("ok");
  });

  test("what an error says of the bill has to be true, and maybe always is", () => {
    expect(judge(scenario, failed("no"), books({ charges: 1 }))).toBe("bill wrong");
    expect(judge(scenario, failed("yes"), books({ charges: 0 }))).toBe("bill wrong");
    expect(judge(scenario, failed("maybe"), books({ charges: 0 }))).toBe("ok");
  });

  test("a post before Retry-After has passed is too early, one after it is not", () => {
    const limited = { ...scenario, retryAfterMs: 2_000 };
    expect(judge(limited, image, books({ postedAt: [0, 500, 2_100] }))).toBe("too early");
    expect(judge(limited, image, books({ postedAt: [0, 2_000] }))).toBe("ok");
  });

  test("an abort has to end the call, and the posts", () => {
    const aborted = { ...scenario, abortAfterMs: 300 };
    expect(judge(aborted, failed(), books())).toBe("ok");
    expect(judge(aborted, { ...failed(), ms: 1_500 }, books())).toBe("abort ignored");
    expect(judge(aborted, failed(), books({ postedAt: [0, 2_000] }))).toBe("abort ignored");
  });

  test("what resolves without the image, or never ends, is told apart", () => {
    expect(judge(scenario, { ...image, outcome: "other" }, books())).toBe("wrong result");
    expect(judge(scenario, { ...image, outcome: "pending" }, books())).toBe("hangs");
  });

  test("a wait that cannot end in time has to be reported at once", () => {
    const hopeless = { ...scenario, failWithinMs: 3_000 };
    expect(judge(hopeless, { ...failed(), ms: 8_000 }, books({ charges: 0 }))).toBe("too slow");
  });
});
