import { money, SeedkitError, wait } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import type { Plan } from "../plan/plan.ts";
import { makeElsewhere } from "./elsewhere.ts";
import { remake } from "./keep.ts";
import { keptJobs } from "./kept-job.ts";
import type { RunOptions } from "./options.ts";
import { perform, resume } from "./perform.ts";
import { runTasks, type Task } from "./scheduler.ts";
import { resultOf } from "./settle.ts";
import { diedWhileSent, type Sorted, sortJobs } from "./sort-jobs.ts";
import type { Work } from "./work.ts";

// Between the first calls. Nothing beside the seconds one takes, and enough that 32 of them do not all end at once.
const spreadMs = 4;

/** Does what a plan asks for: first what costs nothing, then what was submitted before, then what is new. */
export async function workThrough(work: Work, plan: Plan, options: RunOptions): Promise<void> {
  const rest = await remakeKept(work, plan);
  const sorted = sortJobs(rest, work.ledger, options.retryAmbiguous ?? false);
  await settleBroken(work);
  for (const [name, result] of sorted.told) work.results.set(name, result);
  const { submitted, fresh } = sorted;
  // Money that is on its way already, whoever waits for it.
  for (const { last, reserved } of work.ledger.state.jobs.values()) {
    if (last.type === "submitted") work.budget.hold(reserved);
  }
  work.emit({ type: "begin", jobs: fresh.length + submitted.length, recovering: submitted.length });

  const { limiter, concurrency = 4, elsewhere } = options;
  const { stop } = work;
  await runTasks({
    tasks: tasksOf(work, elsewhere ? { ...sorted, fresh: [] } : sorted),
    concurrency,
    budget: work.budget,
    stopped: () => stop.stopped,
    ...(limiter && { pass: () => limiter.pass({ signal: stop.signal }).catch(() => {}) }),
    spread: () => wait(work.clock, spreadMs),
    overBudget: (price) => stop.now(overBudget(work, price)),
  });
  if (elsewhere && !stop.stopped) {
    await makeElsewhere(work, fresh, { elsewhere, retryAmbiguous: options.retryAmbiguous ?? false });
  }
  for (const { job, ticket, price } of submitted) {
    const name = nameOf(job);
    const { requestId } = ticket;
    // It was stopped before it asked for them.
    if (!work.results.has(name))
      work.results.set(name, resultOf(job, "pending", { cost: money(price), requestId }));
  }
}

function* tasksOf(work: Work, { submitted, fresh }: Sorted): Generator<Task> {
  for (const { job, ticket, price } of submitted) {
    yield { price: undefined, run: (leaveSlot) => resume(work, job, ticket, price, leaveSlot) };
  }
  for (const job of fresh) {
    const price = work.priceOf(job);
    yield { price, run: (leaveSlot) => perform(work, job, price, leaveSlot) };
  }
}

/** Makes the files whose images are kept, and gives the jobs that are left. */
async function remakeKept(work: Work, plan: Plan): Promise<readonly Job[]> {
  const { kept, rest } = keptJobs(plan, work.ledger);
  const gone: Job[] = [];
  for (const one of kept) {
    if (work.stop.stopped || !(await remake(work, one))) gone.push(one.job);
  }
  return [...rest, ...gone];
}

/** What an earlier run had started when it died: nobody can know whether it was paid for. */
async function settleBroken(work: Work): Promise<void> {
  // Also of entries that this run leaves out: they count under its cap.
  const broken = [...work.ledger.state.jobs.values()].filter(({ last }) => last.type === "started");
  const records = broken.map(({ job, reserved }) => {
    work.budget.settle(0, { spent: 0, perhaps: reserved });
    return work.ledger.append({ type: "ambiguous", job, ...diedWhileSent, cost: money(reserved) });
  });
  await Promise.all(records);
}

function overBudget({ budget }: Work, price: number): SeedkitError {
  const { cap, spent, perhaps } = budget;
  const perhapsText = perhaps > 0 ? ` (${money(perhaps).formatted} of it perhaps)` : "";
  const message = `The next image costs up to ${money(price).formatted}, and ${money(spent + perhaps).formatted} of ${money(cap).formatted} is spent${perhapsText}`;
  return new SeedkitError("over_budget", message, {
    charged: "no",
    hint: "It was not sent. Raise the cap to go on: what is spent already counts.",
  });
}
