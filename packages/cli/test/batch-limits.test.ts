import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, systemClock } from "@seedkit/core";
import { expect, test } from "vitest";
import { createWorld, type World } from "./world.ts";

const manifest = (count: number) =>
  `version: 1\nimages:\n${Array.from({ length: count }, (_, at) => `  p${at}: { prompt: Plant ${at} }\n`).join("")}`;
const write = (world: World, count: number) => writeFile(join(world.cwd, "seedkit.yaml"), manifest(count));
const posts = ({ emulator }: World) =>
  emulator.journal.requests.filter(({ method, path }) => method === "POST" && /\/v[12]\//.test(path));

test("a person is asked before a dollar and more is spent, and a no costs nothing", async () => {
  const world = await createWorld();
  await write(world, 26);
  const asked: string[] = [];
  const answering = (yes: boolean) => ({
    tty: true,
    answer(question: string) {
      asked.push(question);
      return yes;
    },
  });
  const no = await world.run(["batch", "run"], answering(false));
  expect(no.code).toBe(130);
  expect(no.stderr).toContain("You were not charged");
  expect(posts(world)).toHaveLength(0);
  expect((await world.run(["batch", "run"], answering(true))).code).toBe(0);
  expect(asked).toEqual(Array(2).fill("Make 26 calls for up to $1.04?"));
  expect(posts(world)).toHaveLength(26);
});

test("nobody is asked about less than a dollar, nor with --yes, nor for test images", async () => {
  const world = await createWorld();
  const answer = (question: string): boolean => {
    throw new Error(`It asked: ${question}`);
  };
  await write(world, 24);
  expect((await world.run(["batch", "run"], { tty: true, answer })).code).toBe(0);
  await write(world, 60);
  expect((await world.run(["batch", "run", "--yes"], { tty: true, answer })).code).toBe(0);
  const drawn = await createWorld();
  await write(drawn, 26);
  expect((await drawn.run(["batch", "run", "--emulator"], { tty: true, answer })).code).toBe(0);
});

test("--rate holds the calls of any minute to so many", async () => {
  const world = await createWorld();
  await write(world, 5);
  const { clock, minutes } = quickMinutes();
  const words = [
    "batch",
    "run",
    "--max-cost",
    "1",
    "--transport",
    "sync",
    "--concurrency",
    "5",
    "--rate",
    "2",
  ];
  expect((await world.run(words, { clock })).code).toBe(0);
  expect(posts(world)).toHaveLength(5);
  // Two, a minute, two, a minute, one.
  expect(minutes()).toBe(2);
});

/** A clock on which waiting for the rest of a minute takes no time. */
function quickMinutes(): { clock: Clock; minutes: () => number } {
  let skipped = 0;
  let minutes = 0;
  const clock: Clock = {
    now: () => systemClock.now() + skipped,
    after(ms, callback) {
      if (ms < 30_000 || ms > 60_000) return systemClock.after(ms, callback);
      minutes++;
      skipped += ms;
      return systemClock.after(0, callback);
    },
  };
  return { clock, minutes: () => minutes };
}
