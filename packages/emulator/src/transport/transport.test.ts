import { expect, test } from "vitest";
import { headers, post, prompt, startEmulator } from "../../test/service.ts";
import { createEmulator } from "../index.ts";

const v1 = "/v1/seedream-4";

test("in process, a signal that has aborted sends nothing", async () => {
  const emulator = await startEmulator();
  const call = post(emulator, v1, { prompt }, { signal: AbortSignal.abort(new Error("too late")) });
  await expect(call).rejects.toThrow("too late");
  expect(emulator.journal.requests).toEqual([]);
});

test("in process, aborting ends a body that is being read", async () => {
  const emulator = await startEmulator({ faults: [{ fault: { kind: "oversize" } }] });
  const controller = new AbortController();
  const response = await post(emulator, v1, { prompt }, { signal: controller.signal });
  const body = response.arrayBuffer();
  controller.abort(new Error("enough"));
  await expect(body).rejects.toThrow("enough");
});

test("in process, redirects are refused, shown or followed as the caller asks", async () => {
  const emulator = await startEmulator({
    faults: [{ fault: { kind: "status", status: 302, headers: { location: "/v1/get-user-credits" } } }],
  });
  await expect(post(emulator, v1, { prompt }, { redirect: "error" })).rejects.toThrow("fetch failed");
  expect((await post(emulator, v1, { prompt }, { redirect: "manual" })).status).toBe(302);
  const followed = await post(emulator, v1, { prompt });
  expect([followed.redirected, await followed.json()]).toEqual([true, { credits: 100, "free-credits": 0 }]);
});

test("a closed emulator refuses connections and gives its port back", async () => {
  const emulator = await createEmulator({ port: 0, pixels: "plain" });
  const port = Number(new URL(emulator.url).port);
  await emulator.close();
  await expect(post(emulator, v1, { prompt })).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  await expect(fetch(emulator.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  const next = await startEmulator({ port });
  expect(next.url).toBe(emulator.url);
});

test("a port that is taken is an error", async () => {
  const { url } = await startEmulator({ port: 0 });
  await expect(createEmulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});

test("closing ends a job that is still running", async () => {
  const clock = { now: () => 0, after: () => () => {} };
  for (const port of [undefined, 0]) {
    const emulator = await startEmulator({ port, clock, latency: 1000 });
    const call = (port === undefined ? emulator.fetch : fetch)(`${emulator.url}${v1}`, {
      method: "POST",
      headers,
      body: JSON.stringify({ prompt }),
    });
    const failed = expect(call).rejects.toThrow("fetch failed");
    while (emulator.journal.charged.count === 0) await new Promise((resolve) => setImmediate(resolve));
    await emulator.close();
    await failed;
  }
});
