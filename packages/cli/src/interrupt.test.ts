import { expect, test } from "vitest";
import type { Host } from "./host.ts";
import { interruptible } from "./interrupt.ts";

/** A host whose time passes only when told. */
function stage() {
  let interrupt = () => {};
  const timers: (() => void)[] = [];
  const exits: number[] = [];
  const after = (_: number, callback: () => void) => {
    timers.push(callback);
    return () => {};
  };
  const host = {
    clock: { now: () => 0, after },
    onInterrupt(listener: (signal: "SIGINT") => void) {
      interrupt = () => listener("SIGINT");
      return () => {};
    },
    exit: (code: number) => exits.push(code),
  } as unknown as Host;
  const pass = () => {
    for (const timer of timers.splice(0)) timer();
  };
  return { host, exits, interrupt: () => interrupt(), pass };
}

test("the first Ctrl-C aborts, the second ends the process", async () => {
  const { host, exits, interrupt } = stage();
  let seen: AbortSignal | undefined;
  const forever = (signal: AbortSignal) => {
    seen = signal;
    return new Promise<never>(() => {});
  };
  void interruptible(host, forever, () => new Error("late"));
  interrupt();
  expect(seen?.aborted).toBe(true);
  expect(exits).toEqual([]);
  interrupt();
  expect(exits).toEqual([130]);
});

test("work that does not end is left alone, unless it is saving what was paid", async () => {
  const { host, interrupt, pass } = stage();
  let saving = true;
  const running = interruptible(
    host,
    () => new Promise(() => {}),
    () => (saving ? undefined : new Error("late")),
  );
  interrupt();
  pass();
  saving = false;
  pass();
  await expect(running).rejects.toThrow("late");
});
