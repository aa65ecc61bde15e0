import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStat } from "./stat.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-stat-"));
  await writeFile(join(folder, "a.png"), "abc");
  await symlink("a.png", join(folder, "link.png"));
  await symlink("nowhere", join(folder, "loose.png"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A clock on which every look takes so long. */
function steps(ms: number) {
  let now = 0;
  return () => {
    now += ms;
    return now;
  };
}

test.each([
  ["fast", 0.001],
  ["slow", 5],
])("what a %s disk says of files is the same", async (_, ms) => {
  const look = createStat(steps(ms));
  for (let round = 0; round < 3; round++) {
    expect(await look(join(folder, "a.png"))).toMatchObject({ size: 3, modifiedMs: expect.any(Number) });
    expect(await look(join(folder, "link.png"))).toMatchObject({ size: 3 });
    expect(await look(join(folder, "loose.png"))).toBeDefined();
    for (const name of ["no.png", "a.png/b.png", "n".repeat(300)])
      expect(await look(join(folder, name)), name).toBeUndefined();
  }
});

test("whoever looks at thousands lets the process go on meanwhile", async () => {
  const look = createStat(steps(1));
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  for (let at = 0; at < 300; at++) await look(join(folder, "a.png"));
  isDone = true;
  expect(turns).toBeGreaterThan(10);
});
