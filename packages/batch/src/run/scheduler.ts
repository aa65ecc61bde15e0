import type { Budget } from "../budget.ts";

/** A piece of work that takes a slot. */
export type Task = {
  /** Micro-dollars it may cost. Undefined: it was set aside before. */
  readonly price: number | undefined;
  /** Must not reject. `leaveSlot` gives the slot to the next while this one goes on saving. */
  run(leaveSlot: () => Promise<void>): Promise<void>;
};

export type Schedule = {
  readonly tasks: Iterable<Task>;
  /** Tasks in a slot at once; as many more may be saving. */
  readonly concurrency: number;
  readonly budget: Budget;
  /** Nothing new starts where it is true. */
  readonly stopped: () => boolean;
  /** Waited for before each start. */
  readonly pass?: () => Promise<void>;
  /** Waited for between two starts while the slots fill. @default one turn: what was started is on its way */
  readonly spread?: () => Promise<void>;
  /** The next task could pass the cap, and nothing runs whose end could free money. */
  readonly overBudget: (price: number) => void;
};

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Starts tasks in order, each only when a slot is free and its price fits; resolves when all that started ended. */
export async function runTasks({
  tasks,
  concurrency,
  budget,
  stopped,
  pass,
  spread = nextTurn,
  overBudget,
}: Schedule): Promise<void> {
  const most = Math.max(1, Math.floor(concurrency));
  const running = new Set<Promise<void>>();
  let inSlots = 0;
  let saving = 0;
  let wake: (() => void)[] = [];
  const changed = () => {
    const waiting = wake;
    wake = [];
    for (const resume of waiting) resume();
  };
  const change = () => new Promise<void>((resolve) => wake.push(resolve));

  const start = (task: Task) => {
    let place: "slot" | "saving" = "slot";
    inSlots++;
    const leaveSlot = async () => {
      // Images that wait to be saved are what fills the memory.
      while (saving >= most) await change();
      place = "saving";
      inSlots--;
      saving++;
      changed();
    };
    const ended = task.run(leaveSlot).finally(() => {
      if (place === "slot") inSlots--;
      else saving--;
      running.delete(ended);
      changed();
    });
    running.add(ended);
  };

  for (const task of tasks) {
    const isFull = inSlots >= most;
    while (inSlots >= most && !stopped()) await change();
    if (pass && !stopped()) await pass();
    while (!stopped() && task.price !== undefined && !budget.reserve(task.price)) {
      if (running.size === 0) {
        overBudget(task.price);
        break;
      }
      await change();
    }
    if (stopped()) break;
    start(task);
    // Calls that leave together come back together, and each waits for all the others, here and there.
    if (!isFull) await spread();
  }
  await Promise.all(running);
}
