import { createEmulator } from "@seedkit/emulator";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../project.ts";
import { calls, createWorld } from "./world.ts";

const leastKills = 200;
const atOnce = 2;

/** The same numbers every time. */
function createDice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + Math.floor((state / 2 ** 32) * sides);
  };
}

test("kill -9 at every step, again and again: nothing is lost, nothing is paid for twice", async () => {
  const emulator = await createEmulator({ port: 0, pixels: "plain" });
  onTestFinished(() => emulator.close());
  const cache = await temporaryFolder();
  // The first is whole: it tells how many steps there are.
  const whole = await createWorld(emulator, "whole", "queued", cache, true);
  const { steps = 0, counts } = await whole.live(0, 1);
  expect(counts).toMatchObject({ generated: calls });
  expect(steps).toBeGreaterThan(40);

  const diedAt = new Map<string, number>();
  let kills = 0;
  const world = async (number: number) => {
    const dice = createDice(number);
    const transport = number % 3 === 2 ? "sync" : "queued";
    const isLarge = number % 2 === 0;
    const { live, account } = await createWorld(emulator, `world-${number}`, transport, cache, isLarge);
    // Each step is the first one's end in some world; every next life ends sooner, or not at all.
    let dieAt = 1 + ((number * 7) % steps);
    for (let lives = 1; ; lives++) {
      const { diedAt: at } = await live(lives > 6 ? 0 : dieAt, 1 + (number % 4));
      if (at === undefined) break;
      kills++;
      diedAt.set(at, (diedAt.get(at) ?? 0) + 1);
      dieAt = dice(Math.ceil(steps / 5));
    }
    const found = await account();
    expect({ number, transport, ...found }).toMatchObject({
      damaged: [],
      torn: [],
      strangers: [],
      left: 0,
      wrong: [],
    });
    expect(found.made + found.ambiguous).toBe(calls);
    // Each call that was sent was sent once, and is on the disk, or is told to be perhaps paid for.
    expect(found.posts).toBe(found.charged);
    expect(found.charged).toBeGreaterThanOrEqual(found.made);
    expect(found.charged).toBeLessThanOrEqual(calls);
    return found;
  };

  let number = 0;
  const lane = async () => {
    while (kills < leastKills || number < steps) await world(number++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  expect(kills).toBeGreaterThanOrEqual(leastKills);
  const places = [...diedAt.keys()].join("\n");
  for (const type of ["planned+started", "submitted", "received", "succeeded"]) {
    for (const moment of ["before write", "after write", "after flush"]) {
      expect(places).toContain(`${moment} of ${type}`);
    }
  }
  for (const place of [
    "while an image comes",
    "after the originals are kept",
    "after the images are saved",
    "the lock is written",
  ]) {
    expect(places).toContain(place);
  }
}, 300_000);
