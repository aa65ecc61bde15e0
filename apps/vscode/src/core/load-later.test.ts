import { afterEach, expect, test, vi } from "vitest";
import { loadLater } from "./load-later.ts";

afterEach(() => void vi.useRealTimers());

test("loads after a while, and once", async () => {
  vi.useFakeTimers();
  const load = vi.fn(async () => "module");
  const get = loadLater(load, 100);
  await vi.advanceTimersByTimeAsync(99);
  expect(load).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(load).toHaveBeenCalledTimes(1);
  expect(await get()).toBe("module");
  expect(load).toHaveBeenCalledTimes(1);
});

test("loads at once where it is asked for before", async () => {
  vi.useFakeTimers();
  const load = vi.fn(async () => "module");
  const get = loadLater(load, 100);
  expect(await get()).toBe("module");
  await vi.advanceTimersByTimeAsync(1000);
  expect(load).toHaveBeenCalledTimes(1);
});

test("what fails is told to whoever asks", async () => {
  vi.useFakeTimers();
  const get = loadLater(async () => Promise.reject(new Error("no such file")), 100);
  await vi.advanceTimersByTimeAsync(100);
  await expect(get()).rejects.toThrow("no such file");
});
