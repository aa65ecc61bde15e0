import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { start } from "./child.ts";
import { createWorld, lastError } from "./world.ts";

test("Ctrl-C ends a call with 130, says what it may have cost, and leaves nothing running", async () => {
  const world = await createWorld({ latency: 60_000 });
  const run = start(world, ["generate", "fox", "-o", "out/"]);
  await expect.poll(() => world.emulator.journal.requests.length).toBe(1);
  const before = performance.now();
  run.child.kill("SIGINT");
  const ran = await run.ended;
  expect(ran).toMatchObject({ code: 130, signal: null, stdout: "" });
  expect(ran.stderr).toContain("may have been charged");
  // Promised are 200 ms on a machine that does nothing else; this one may be busy.
  expect(performance.now() - before).toBeLessThan(2000);
  expect(await readdir(world.cwd)).toEqual([]);
});

test("Ctrl-C in a queued call names the way to its result, also as JSON", async () => {
  const world = await createWorld({ latency: 60_000 });
  const run = start(world, ["generate", "fox", "--transport", "queued", "--json"]);
  await run.says("Submitted");
  run.child.kill("SIGINT");
  const ran = await run.ended;
  expect(ran.code).toBe(130);
  const error = lastError(ran);
  expect(error).toMatchObject({ code: "aborted", charged: "maybe" });
  expect(error.hint).toContain(`seedkit recover ${String(error.requestId)}`);
});

test("Ctrl-C before anything is sent costs nothing", async () => {
  const world = await createWorld({
    faults: [{ match: { path: "/upload-asset" }, fault: { kind: "stall-body" } }],
  });
  await world.run(["generate", "room", "--emulator", "-o", "room.jpg"]);
  const ran = await world.run(["generate", "fox", "--image-input", "room.jpg", "--json"], {
    onReady: (interrupt) =>
      void expect
        .poll(() => world.emulator.journal.requests.length)
        .toBe(1)
        .then(interrupt),
  });
  expect(ran.code).toBe(130);
  expect(lastError(ran)).toMatchObject({ code: "aborted", charged: "no" });
});

test("a request of a process that was killed is recovered by another, without paying again", async () => {
  const world = await createWorld({ latency: 400 });
  const run = start(world, ["generate", "a red fox", "--transport", "queued", "-o", "foxes/"]);
  await run.says("Submitted");
  run.child.kill("SIGKILL");
  await run.ended;
  const [note = ""] = await readdir(join(world.state, "pending"));
  const requestId = note.replace(".json", "");

  const listed = await start(world, ["recover", "--list"]).ended;
  expect(listed).toMatchObject({ code: 0, stdout: `${requestId}\n` });
  const recovered = await start(world, ["recover", requestId]).ended;
  expect(recovered).toMatchObject({ code: 0, stdout: "foxes/a-red-fox.jpg\n" });
  expect(await readdir(join(world.cwd, "foxes"))).toEqual(["a-red-fox.jpg"]);
  expect(await readdir(join(world.state, "pending"))).toEqual([]);
  expect(world.emulator.journal.charged.count).toBe(1);
});

test("Ctrl-C costs nothing with the embedded emulator, and says so", async () => {
  const world = await createWorld();
  const ran = await world.run(["generate", "fox", "--emulator", "--size", "4K", "--json"], {
    onReady: (interrupt) => setImmediate(interrupt),
  });
  expect(ran.code).toBe(130);
  expect(lastError(ran)).toMatchObject({ code: "aborted", charged: "no" });
  expect(await readdir(world.cwd)).toEqual([]);
});
