import { expect, test } from "vitest";
import { pathMatches, type Subject } from "./match.ts";
import { type FaultRule, parseFaultRules } from "./rule.ts";
import { createFaultSchedule } from "./schedule.ts";

const fault = { kind: "empty" } as const;
const generation: Subject = {
  method: "POST",
  path: "/v1/a",
  generation: true,
  model: "a",
  prompt: "a red hat",
};
const strikes = (rule: Omit<FaultRule, "fault">, subject = generation, seed = "1", rounds = 8) => {
  const schedule = createFaultSchedule([{ fault, ...rule }], seed);
  return Array.from({ length: rounds }, () => (schedule.take(subject) ? "x" : ".")).join("");
};

test("rules strike by count", () => {
  expect(strikes({})).toBe("xxxxxxxx");
  expect(strikes({ times: 2 })).toBe("xx......");
  expect(strikes({ nth: 3 })).toBe("..x.....");
  expect(strikes({ every: 3 })).toBe("..x..x..");
  expect(strikes({ every: 2, times: 1 })).toBe(".x......");
});

test("probability needs a seed, and the same seed repeats itself", () => {
  const first = strikes({ probability: 0.5 }, generation, "7", 64);
  expect(first).toBe(strikes({ probability: 0.5 }, generation, "7", 64));
  expect(first).not.toBe(strikes({ probability: 0.5 }, generation, "8", 64));
  expect(first).toMatch(/x/);
  expect(first).toMatch(/\./);
  expect(() => strikes({ probability: 0.5 }, generation, "")).toThrow("seed");
});

test("rules match by model, prompt, method, path and test", () => {
  const matches = (match: FaultRule["match"], subject = generation) =>
    strikes({ match }, subject, "", 1) === "x";
  expect(matches({ model: "a", prompt: "red", method: "post" })).toBe(true);
  expect(matches({ model: "b" })).toBe(false);
  expect(matches({ prompt: "blue" })).toBe(false);
  expect(matches({ method: "GET" })).toBe(false);
  expect(matches({ testId: "one" })).toBe(false);
  expect(matches({ testId: "one" }, { ...generation, testId: "one" })).toBe(true);
  expect(matches({ path: "/v1/*" })).toBe(true);
  expect(matches({}, { ...generation, generation: false })).toBe(false);
});

test("the first rule whose turn it is strikes", () => {
  const schedule = createFaultSchedule([{ fault, times: 1 }, { fault: { kind: "moderated" } }], "");
  expect([1, 2, 3].map(() => schedule.take(generation)?.kind)).toEqual(["empty", "moderated", "moderated"]);
  schedule.reset();
  expect(schedule.take(generation)?.kind).toBe("empty");
  schedule.replace([]);
  expect(schedule.take(generation)).toBeUndefined();
});

test("stars in paths", () => {
  expect(pathMatches("/v2/requests/*", "/v2/requests/7")).toBe(true);
  expect(pathMatches("/v2/requests/*", "/v2/requests/7/status")).toBe(false);
  expect(pathMatches("/images/**", "/images/a/b.jpeg")).toBe(true);
  expect(pathMatches("/v1/seedream-4.5", "/v1/seedream-4x5")).toBe(false);
});

test("a rule that cannot be read is refused with every reason", () => {
  const given = [{ fault: { kind: "stall" } }, { fault: { kind: "status", status: 42 }, tims: 1 }];
  expect(() => parseFaultRules(given)).toThrow(/kind[\s\S]*status[\s\S]*tims|tims[\s\S]*status/);
  expect(parseFaultRules({ faults: [{ fault: { kind: "empty" } }] })).toHaveLength(1);
  expect(() => parseFaultRules("nothing")).toThrow("no fault rules");
});
