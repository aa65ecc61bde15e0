import { wait } from "@seedkit/core";
import { createVirtualClock } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { runTasks, type Task } from "./scheduler.ts";

function setting({ cap = 1e9, concurrency = 3 } = {}) {
  const clock = createVirtualClock({ start: 0 });
  const budget = createBudget(cap);
  const seen = {
    running: 0,
    most: 0,
    saving: 0,
    mostSaving: 0,
    started: [] as number[],
    over: [] as number[],
  };
  let stopped = false;
  /** Costs `cost` of its price of 10. */
  const task = (index: number, { ms = 1000, saveMs = 0, cost = 10 } = {}): Task => ({
    price: 10,
    async run(leaveSlot) {
      seen.started.push(index);
      seen.most = Math.max(seen.most, ++seen.running);
      await wait(clock, ms);
      seen.running--;
      await leaveSlot();
      seen.mostSaving = Math.max(seen.mostSaving, ++seen.saving);
      await wait(clock, saveMs);
      seen.saving--;
      budget.settle(10, { spent: cost, perhaps: 0 });
    },
  });
  const run = (tasks: Iterable<Task>, spread?: () => Promise<void>) =>
    runTasks({
      ...(spread && { spread }),
      tasks,
      concurrency,
      budget,
      stopped: () => stopped,
      overBudget: (price) => {
        seen.over.push(price);
        stopped = true;
      },
    });
  return { clock, budget, seen, task, run, stop: () => (stopped = true) };
}
const count = (length: number) => Array.from({ length }, (_, index) => index);

test("no more tasks run at once than there are slots, and no slot is left empty", async () => {
  const { clock, seen, task, run } = setting({ concurrency: 5 });
  await run(count(23).map((index) => task(index)));
  expect(seen).toMatchObject({ most: 5, started: count(23) });
  expect(clock.now()).toBe(5000);
});

test("the first tasks start apart, all others as soon as a slot is free", async () => {
  const { clock, seen, task, run } = setting({ concurrency: 4 });
  await run(
    count(12).map((index) => task(index)),
    () => wait(clock, 10),
  );
  expect(seen).toMatchObject({ most: 4, started: count(12) });
  expect(clock.now()).toBe(3030);
});

test("saving takes no slot, and no more wait to be saved than there are slots", async () => {
  const fast = setting({ concurrency: 4 });
  await fast.run(count(12).map((index) => fast.task(index, { saveMs: 900 })));
  expect(fast.clock.now()).toBe(3900);
  const slow = setting({ concurrency: 4 });
  await slow.run(count(20).map((index) => slow.task(index, { saveMs: 60_000 })));
  expect(slow.seen.mostSaving).toBe(4);
});

test("a task that the cap leaves no room for waits while others may give money back", async () => {
  const { budget, seen, task, run } = setting({ cap: 25, concurrency: 9 });
  await run(count(6).map((index) => task(index, { cost: 3 })));
  expect(seen).toMatchObject({ most: 2, over: [], started: count(6) });
  expect(budget.spent).toBe(18);
});

test("and ends it all, in order, once nobody can", async () => {
  const { budget, seen, task, run } = setting({ cap: 35 });
  await run(count(9).map((index) => task(index)));
  expect(seen).toMatchObject({ over: [10], started: count(3) });
  expect(budget).toMatchObject({ spent: 30, reserved: 0 });
});

test("nothing is made of a list before its turn, and nothing starts after a stop", async () => {
  const { seen, task, run, stop } = setting({ concurrency: 2 });
  let made = 0;
  const tasks = function* () {
    for (const index of count(100)) {
      made++;
      if (index === 5) stop();
      yield task(index);
    }
  };
  await run(tasks());
  expect(made).toBe(6);
  expect(seen.started).toEqual(count(5));
});

test("without anything to do it is over at once", async () => {
  const { run } = setting();
  await run([]);
});
