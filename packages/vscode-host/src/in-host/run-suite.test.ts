import { expect, test } from "vitest";
import { fromLine, type InHostMessage, toLine } from "./messages.ts";
import { runSuite } from "./run-suite.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, test as inHostTest, root } from "./suite.ts";

test("hooks run around tests from the outside in; what a group cannot prepare fails its tests, and only them", async () => {
  const order: string[] = [];
  const note = (what: string) => () => void order.push(what);
  beforeEach(note("before each"));
  afterEach(note("after each"));
  describe("good", () => {
    beforeAll(note("before all"));
    afterAll(note("after all"));
    beforeEach(note("inner before each"));
    inHostTest("one", note("one"));
    inHostTest("two", () => {
      throw new Error("two is wrong");
    });
  });
  describe("unprepared", () => {
    beforeAll(() => Promise.reject(new Error("no folder")));
    inHostTest("three", note("three"));
    describe("below", () => inHostTest("four", note("four")));
  });
  afterAll(() => {
    throw new Error("cannot tidy up");
  });
  const messages: InHostMessage[] = [];
  await runSuite(root, (message) => messages.push(fromLine(`[log] ${toLine(message)}`) ?? message));
  expect(order).toEqual([
    ...["before all", "before each", "inner before each", "one", "after each"],
    ...["before each", "inner before each", "after all"],
  ]);
  const ends = messages.flatMap((message) => (message.type === "ended" ? [message] : []));
  expect(ends.map(({ path, failure }) => [path.join(" > "), failure?.message])).toEqual([
    ["good > one", undefined],
    ["good > two", "two is wrong"],
    ["unprepared > three", "no folder"],
    ["unprepared > below > four", "no folder"],
  ]);
  expect(messages.at(-1)).toMatchObject({ type: "done", failure: { message: "cannot tidy up" } });
});
