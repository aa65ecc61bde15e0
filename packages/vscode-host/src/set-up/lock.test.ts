import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { withLock } from "./lock.ts";

function newLock(): string {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "lock");
}

test("one works at a time, and who waits is told", async () => {
  const lock = newLock();
  const order: string[] = [];
  const entered = Promise.withResolvers<void>();
  const mayLeave = Promise.withResolvers<void>();
  const first = withLock(lock, async () => {
    order.push("first in");
    entered.resolve();
    await mayLeave.promise;
    order.push("first out");
  });
  await entered.promise;
  const second = withLock(
    lock,
    async () => order.push("second in"),
    () => {
      order.push("second waits");
      mayLeave.resolve();
    },
  );
  await Promise.all([first, second]);
  expect(order).toEqual(["first in", "second waits", "first out", "second in"]);
});

test("the lock goes when the work fails, and one whose holder died is taken", async () => {
  const lock = newLock();
  await expect(withLock(lock, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  mkdirSync(lock);
  // No process has this id.
  writeFileSync(join(lock, "pid"), String(2 ** 30));
  expect(await withLock(lock, async () => "done")).toBe("done");
});
