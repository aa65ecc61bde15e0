import { expect, test } from "vitest";
import { isKnown } from "./job-data.ts";
import { jobIdOf, namesOf } from "./names.ts";

test("jobs of another version are told apart", () => {
  expect(isKnown({ version: 1 })).toBe(true);
  for (const other of [{ version: 2 }, { version: "1" }, {}, null, "text"])
    expect(isKnown(other)).toBe(false);
});

test("a job's id is the key of its call and its entry, without what BullMQ refuses", () => {
  expect(jobIdOf("0a1b-0:hero/red:x")).toBe("0a1b-0.hero%2Fred%3Ax");
  expect(jobIdOf("0a1b-0:hero/red:x")).not.toContain(":");
});

test("a prefix is a plain name, and its keys lie on one node of a cluster", () => {
  expect(Object.values(namesOf("site")).filter((name) => typeof name === "string")).toContain("{site}:run");
  for (const bad of ["", "a b", "{x}", "a:b", "x".repeat(81)]) expect(() => namesOf(bad)).toThrow(RangeError);
});
