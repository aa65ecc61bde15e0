import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeFolder } from "./take-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-take-folder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, ".seedkit", "run.lock");

async function take() {
  const taken = await takeFolder(folder);
  if ("holder" in taken) throw new Error(`held by ${taken.holder.pid}`);
  return taken;
}

/** Leaves the lock of a process. */
async function leaveLockOf({ pid }: ChildProcess): Promise<void> {
  await (await take()).release();
  await writeFile(lockFile(), JSON.stringify({ version: 1, token: "aa", pid, host: hostname() }));
}

test("it is taken as a run takes it, kept out of version control, and given back", async () => {
  const taken = await take();
  expect(JSON.parse(await readFile(lockFile(), "utf8"))).toMatchObject({
    version: 1,
    pid: process.pid,
    host: hostname(),
  });
  expect(await readFile(join(folder, ".seedkit", ".gitignore"), "utf8")).toBe("*\n");
  await taken.release();
  expect(await readdir(join(folder, ".seedkit"))).toEqual([".gitignore"]);
});

test("who holds it is told, and since when; when that process is gone it is taken over", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  try {
    await leaveLockOf(child);
    const refused = await takeFolder(folder);
    expect(refused).toEqual({
      holder: { pid: child.pid, host: hostname(), isHere: true, since: expect.any(Number) },
    });
  } finally {
    const gone = once(child, "exit");
    child.kill();
    await gone;
  }
  await (await take()).release();
});

test("another machine's lock is not taken over", async () => {
  await (await take()).release();
  await writeFile(lockFile(), JSON.stringify({ version: 1, token: "aa", pid: 1, host: "somewhere-else" }));
  expect(await takeFolder(folder)).toMatchObject({
    holder: { pid: 1, host: "somewhere-else", isHere: false },
  });
});

test("a folder that cannot be written is said so, and nobody is named", async () => {
  await writeFile(join(folder, ".seedkit"), "a file in the way");
  await expect(takeFolder(folder)).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
});
