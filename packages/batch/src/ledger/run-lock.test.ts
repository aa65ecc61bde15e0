import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runningProcess, takeRunLock } from "./run-lock.ts";

let folder: string;
let state: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-run-lock-"));
  state = join(folder, ".seedkit");
  await mkdir(state);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const leave = (text: object | string) =>
  writeFile(join(state, "run.lock"), typeof text === "string" ? text : JSON.stringify(text));

/** The number of a process that is over. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "0"]);
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid as number;
}

test("one run at a time: the second is told who is working, and nothing of it stays", async () => {
  const lock = await takeRunLock(folder);
  await expect(takeRunLock(folder)).rejects.toMatchObject({
    code: "invalid_input",
    charged: "no",
    message: expect.stringContaining(`process ${process.pid}`),
    hint: expect.stringContaining(`kill ${process.pid}`),
  });
  expect(await runningProcess(folder)).toMatchObject({ pid: process.pid });
  await lock.release();
  expect(await readdir(state)).toEqual([]);
  expect(await runningProcess(folder)).toBeUndefined();
  await (await takeRunLock(folder)).release();
});

describe("a lock is taken over at once", () => {
  const taken = async () => {
    const lock = await takeRunLock(folder);
    expect(JSON.parse(await readFile(join(state, "run.lock"), "utf8"))).toMatchObject({ pid: process.pid });
    expect(await readdir(state)).toEqual(["run.lock"]);
    await lock.release();
    expect(await readdir(state)).toEqual([]);
  };

  test("of a process that died", async () => {
    await leave({ version: 1, token: "aa", pid: await deadPid(), started: "1", host: hostname() });
    await taken();
  });

  test.runIf(process.platform === "linux")("of one whose number another process has now", async () => {
    await leave({ version: 1, token: "aa", pid: process.pid, started: "1", host: hostname() });
    await taken();
  });

  test("that a power cut has emptied", async () => {
    await leave("");
    await taken();
  });

  test("of one that died while it took over another's", async () => {
    const dead = { version: 1, pid: await deadPid(), started: "1", host: hostname() };
    await leave({ ...dead, token: "aa" });
    await writeFile(join(state, "run.lock.after-aa"), JSON.stringify({ ...dead, token: "bb" }));
    await taken();
  });
});

test("a live process that is taking over is not taken over", async () => {
  await leave({ version: 1, token: "aa", pid: await deadPid(), started: "1", host: hostname() });
  const lock = await takeRunLock(join(folder, "other"));
  const live = await readFile(join(folder, "other", ".seedkit", "run.lock"), "utf8");
  await writeFile(join(state, "run.lock.after-aa"), live);
  await expect(takeRunLock(folder)).rejects.toThrow(`process ${process.pid}`);
  await lock.release();
});

test("another machine's lock is left alone, and the way out is told", async () => {
  await leave({ version: 1, token: "aa", pid: 1, host: "somewhere-else" });
  await expect(takeRunLock(folder)).rejects.toMatchObject({
    message: expect.stringContaining("on somewhere-else"),
    hint: expect.stringContaining(join(state, "run.lock")),
  });
});

test("of many that find a dead process's lock, exactly one gets it, every time", async () => {
  const pid = await deadPid();
  for (let round = 0; round < 30; round++) {
    await leave({ version: 1, token: `c${round % 10}`, pid, started: "1", host: hostname() });
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => takeRunLock(folder)));
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(won).toHaveLength(1);
    await won[0]?.release();
    expect(await readdir(state)).toEqual([]);
  }
});
