import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { createWorld, textOf } from "./world.ts";

const fox = { name: "seedkit_generate_image", arguments: { prompt: "a fox" } };

test("a call that is cancelled ends at once; the next answer tells what it may have cost", async () => {
  const { client, call, emulator, folder, noted, log } = await createWorld({ latency: 60_000 });
  const controller = new AbortController();
  const running = client.callTool(fox, { signal: controller.signal });
  const refused = expect(running).rejects.toThrow();
  await expect.poll(() => emulator.journal.requests.some(({ path }) => path.endsWith("/status"))).toBe(true);
  controller.abort("enough");
  await refused;
  await expect.poll(() => log.join()).toContain("aborted");
  const asked = emulator.journal.requests.length;
  const credits = await call("seedkit_credits");
  expect(textOf(credits)).toMatch(/cancelled may have cost up to \$0\.04.*seedkit recover/s);
  expect(textOf(await call("seedkit_credits"))).not.toContain("cancelled");
  // Hosts that show a model the data show it no text.
  expect(credits.structuredContent).toMatchObject({
    sessionSpent: { micros: 40_000 },
    notes: [expect.stringContaining("may have cost up to $0.04")],
  });
  // The balance, twice: nobody asks for the job any more, and its request stays noted.
  expect(emulator.journal.requests.length).toBe(asked + 2);
  expect([...noted.keys()]).toHaveLength(1);
  expect(await readdir(folder)).toEqual([]);
});

test("the same arguments after that fetch what was ordered, and pay nothing again", async () => {
  const { client, call, emulator, noted } = await createWorld({ latency: 400 });
  const controller = new AbortController();
  const running = client.callTool(fox, { signal: controller.signal });
  const refused = expect(running).rejects.toThrow();
  await expect.poll(() => noted.size).toBe(1);
  controller.abort();
  await refused;
  const again = await call(fox.name, fox.arguments);
  expect(again.isError).toBeUndefined();
  expect(textOf(again)).toContain("nothing was paid again");
  expect(again.structuredContent).toMatchObject({ sessionLeft: { micros: 960_000 } });
  expect(emulator.journal.charged.count).toBe(1);
  expect(noted.size).toBe(0);
  // Once fetched, it is a new order.
  await call(fox.name, fox.arguments);
  expect(emulator.journal.charged.count).toBe(2);
});

test("what was ordered is not forgotten when the call that would fetch it is cancelled in the line", async () => {
  const { client, call, emulator } = await createWorld({ latency: 600 }, { concurrency: 1 });
  const cancelled = async (asked: typeof fox, when: () => boolean) => {
    const controller = new AbortController();
    const refused = expect(client.callTool(asked, { signal: controller.signal })).rejects.toThrow();
    await expect.poll(when).toBe(true);
    controller.abort();
    await refused;
  };
  await cancelled(fox, () => emulator.journal.charged.count === 1);
  const other = call(fox.name, { prompt: "a hen" });
  await expect.poll(() => emulator.journal.charged.count).toBe(2);
  // It waits behind the other one; its cancellation is heard before the next call.
  await cancelled(fox, () => true);
  await other;
  const again = await call(fox.name, fox.arguments);
  expect(again.isError).toBeUndefined();
  expect(textOf(again)).toContain("nothing was paid again");
  expect(again.structuredContent).toMatchObject({ sessionLeft: { micros: 920_000 } });
  expect(emulator.journal.charged.count).toBe(2);
});

test("a failure after the submit names the request, and the same arguments fetch it", async () => {
  const { call, emulator } = await createWorld({
    faults: [{ match: { path: "/v2/requests/*/status" }, fault: { kind: "status", status: 418 }, times: 1 }],
  });
  const failed = await call(fox.name, fox.arguments);
  expect(failed.structuredContent).toMatchObject({ error: { charged: "maybe", recoverable: true } });
  expect(textOf(failed)).toMatch(
    /exactly the same arguments fetches this request's result.*seedkit recover/s,
  );
  const again = await call(fox.name, fox.arguments);
  expect(again.isError).toBeUndefined();
  expect(emulator.journal.charged.count).toBe(1);
});

test("a call that is cancelled while it waits for its turn costs nothing", async () => {
  const { client, call, emulator } = await createWorld({ latency: 300 }, { concurrency: 1 });
  const first = call(fox.name, fox.arguments);
  await expect.poll(() => emulator.journal.charged.count).toBe(1);
  const controller = new AbortController();
  const second = client.callTool(fox, { signal: controller.signal });
  const refused = expect(second).rejects.toThrow();
  controller.abort();
  await refused;
  await first;
  const credits = await call("seedkit_credits");
  expect(credits.structuredContent).toMatchObject({ sessionSpent: { micros: 40_000 } });
  expect(textOf(credits)).not.toContain("cancelled");
  expect(emulator.journal.charged.count).toBe(1);
});
