import { createVirtualClock } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { askConverter, type ConverterThread, conversionLimitMs } from "./ask-converter.ts";
import type { Conversion } from "./convert-image.ts";
import { serveConverter } from "./worker-protocol.ts";

const conversion: Conversion = { bytes: Uint8Array.of(1, 2), from: "jpg", to: "png", files: {} };

/** A thread whose work is given, and whether it was ended. */
function thread(work: (conversion: Conversion) => Promise<Uint8Array>) {
  const hears: ((message: unknown) => void)[] = [];
  const ends: ((error: Error) => void)[] = [];
  const state = { ended: 0, crash: (error: Error) => ends.map((hear) => hear(error)) };
  let serve: (message: unknown) => void = () => {};
  serveConverter(
    { post: (message) => hears.map((hear) => hear(message)), listen: (hear) => (serve = hear) },
    work,
  );
  const outside: ConverterThread = {
    post: (message) => serve(message),
    listen: (hear) => void hears.push(hear),
    onEnd: (hear) => void ends.push(hear),
    end: () => void state.ended++,
  };
  return { outside, state };
}

test("a conversion that hangs ends after its time, and the thread with it", async () => {
  const clock = createVirtualClock();
  const { outside, state } = thread(() => new Promise(() => {}));
  const start = clock.now();
  await expect(askConverter(outside, conversion, clock)).rejects.toThrow("took longer than 180 s");
  expect(clock.now() - start).toBe(conversionLimitMs);
  expect(state.ended).toBe(1);
});

test("the thread ends with its answer, its error or its crash", async () => {
  const clock = createVirtualClock();
  const done = thread(async ({ bytes }) => bytes.slice(1));
  expect(await askConverter(done.outside, conversion, clock)).toEqual(Uint8Array.of(2));
  const refused = thread(async () => {
    throw new Error("no picture");
  });
  await expect(askConverter(refused.outside, conversion, clock)).rejects.toThrow("no picture");
  const crashed = thread(() => new Promise(() => {}));
  const asking = askConverter(crashed.outside, conversion, { ...clock, after: () => () => {} });
  crashed.state.crash(new Error("out of memory"));
  await expect(asking).rejects.toThrow("out of memory");
  expect([done, refused, crashed].map(({ state }) => state.ended)).toEqual([1, 1, 1]);
});
