import { describe, expect, test } from "vitest";
import { createManualClock, settle } from "../test/manual-clock.ts";
import { createLimiter, LimiterDeadline } from "./limiter.ts";

/** A signal that counts who listens to it. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const listening = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listening.add(args[1]);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listening.delete(args[1]);
    remove(...args);
  };
  return { signal, abort: (reason?: unknown) => controller.abort(reason), listeners: () => listening.size };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("enter", () => {
  test("gives a slot at once while one is free, then in the order of asking", async () => {
    const limiter = createLimiter({ concurrency: 2, clock: createManualClock() });
    const entered: number[] = [];
    const leave = await Promise.all([limiter.enter(), limiter.enter()]);
    const waiting = [0, 1, 2].map((index) =>
      limiter.enter().then((release) => {
        entered.push(index);
        return release;
      }),
    );
    await turn();
    expect(entered).toEqual([]);
    leave[0]?.();
    await turn();
    expect(entered).toEqual([0]);
    leave[1]?.();
    (await waiting[0])?.();
    await turn();
    expect(entered).toEqual([0, 1, 2]);
  });

  test("a slot given back twice is given back once", async () => {
    const limiter = createLimiter({ concurrency: 1, clock: createManualClock() });
    const leave = await limiter.enter();
    leave();
    leave();
    await limiter.enter();
    let second = false;
    void limiter.enter().then(() => {
      second = true;
    });
    await turn();
    expect(second).toBe(false);
  });

  test("an abort rejects with its reason and leaves nothing behind", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ concurrency: 1, clock });
    const leave = await limiter.enter();
    const { signal, abort, listeners } = countedSignal();
    const waiting = limiter.enter({ signal, deadline: clock.now() + 5000 });
    expect(listeners()).toBe(1);
    abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect(listeners()).toBe(0);
    expect(clock.pending()).toBe(0);
    leave();
    // The slot of the one who left is free for the next.
    await limiter.enter();
  });

  test("whoever gets a slot leaves no listener and no timer either", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ concurrency: 1, perMinute: 1, clock });
    const { signal, listeners } = countedSignal();
    const wait = { signal, deadline: clock.now() + 500_000 };
    const leave = await limiter.enter(wait);
    const second = limiter.enter(wait);
    leave();
    await second;
    await limiter.pass(wait);
    expect((await settle(clock, limiter.pass(wait))).status).toBe("fulfilled");
    expect(listeners()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  test("a signal that has aborted already is refused without waiting", async () => {
    const limiter = createLimiter({ concurrency: 1, clock: createManualClock() });
    await expect(limiter.enter({ signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
    await limiter.enter();
  });

  test("the deadline ends the wait, and the others keep their places", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ concurrency: 1, clock });
    const leave = await limiter.enter();
    const short = limiter.enter({ deadline: clock.now() + 1000 });
    const long = limiter.enter({ deadline: clock.now() + 60_000 });
    clock.advance(1000);
    await expect(short).rejects.toBeInstanceOf(LimiterDeadline);
    leave();
    await long;
    expect(clock.pending()).toBe(0);
  });
});

describe("pass", () => {
  test("who cannot make it before his deadline is told at once, and when there would be room", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ perMinute: 1, clock });
    await limiter.pass();
    const failed = limiter.pass({ deadline: clock.now() + 59_000 });
    await expect(failed).rejects.toMatchObject({
      name: "LimiterDeadline",
      readyAt: clock.now() + 60_000,
    });
    expect(clock.pending()).toBe(0);
  });

  test("an abort leaves no timer that would keep a process alive", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ perMinute: 1, clock });
    await limiter.pass();
    const { signal, abort, listeners } = countedSignal();
    const waiting = limiter.pass({ signal });
    abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect(listeners()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  test("a pause holds everybody, also those in line, and no earlier time shortens it", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ perMinute: 100, clock });
    const start = clock.now();
    limiter.pauseUntil(start + 5000);
    const passed = limiter.pass().then(() => clock.now() - start);
    limiter.pauseUntil(start + 9000);
    limiter.pauseUntil(start + 1000);
    expect((await settle(clock, passed)).status).toBe("fulfilled");
    expect(await passed).toBe(9000);
    await expect(createLimiter({ clock }).pass()).resolves.toBeUndefined();
  });

  test("a pause past the deadline of somebody in line ends his wait at once", async () => {
    const clock = createManualClock();
    const limiter = createLimiter({ perMinute: 1, clock });
    await limiter.pass();
    const waiting = limiter.pass({ deadline: clock.now() + 70_000 });
    limiter.pauseUntil(clock.now() + 80_000);
    await expect(waiting).rejects.toMatchObject({ readyAt: clock.now() + 80_000 });
    expect(clock.pending()).toBe(0);
  });
});

test("half a slot is none", async () => {
  const limiter = createLimiter({ concurrency: 1.5, clock: createManualClock() });
  await limiter.enter();
  let second = false;
  void limiter.enter().then(() => {
    second = true;
  });
  await turn();
  expect(second).toBe(false);
});

test.each([
  { concurrency: 0 },
  { concurrency: -1 },
  { concurrency: Number.NaN },
  { perMinute: 0 },
  { perMinute: 0.5 },
])("%j is no limit", (options) => {
  expect(() => createLimiter(options)).toThrow(RangeError);
});
