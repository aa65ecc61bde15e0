import { expect, test } from "vitest";
import { get, post, prompt, startEmulator } from "./service.ts";

const v2 = "/v2/seedream-4.5";
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

test.each([
  ["in process", undefined],
  ["on a port", 0],
])("tests do not see each other: %s", async (_, port) => {
  const emulator = await startEmulator({ port, credits: 1 });
  const call = port === undefined ? emulator.fetch : fetch;
  const [one, two] = [emulator.scope("one"), emulator.scope("t/w o")];
  one.addFaults([{ fault: { kind: "status", status: 500 } }]);
  expect((await post({ url: one.url, fetch: call }, v2, { prompt })).status).toBe(500);
  const target = { url: two.url, fetch: call };
  const job = await json(await post(target, v2, { prompt }));
  expect(String(job.response_url).startsWith(`${two.url}/v2/requests/`)).toBe(true);
  const result = await json(await get(target, String(job.response_url)));
  const [image] = result.images as { url: string }[];
  expect(image?.url.startsWith(`${two.url}/images/`)).toBe(true);
  expect((await call(image?.url ?? "")).status).toBe(200);
  expect((await get({ url: one.url, fetch: call }, `/v2/requests/${job.request_id}`)).status).toBe(404);
  expect([emulator, one, two].map(({ journal }) => journal.creditsLeft)).toEqual([1, 1, 0.96]);
  expect(two.journal.requests[0]).toMatchObject({ path: v2, testId: "t/w o" });
  two.reset();
  expect(two.journal.requests).toEqual([]);
  expect(one.journal.requests).not.toEqual([]);
});

test("the control endpoints do the same over HTTP, for a scope or the whole", async () => {
  const emulator = await startEmulator({ port: 0 });
  for (const { url } of [emulator, emulator.scope("seven")]) {
    const target = { url, fetch };
    const rules = [{ fault: { kind: "status", status: 418 }, times: 1 }];
    expect(await json(await post(target, "/__emulator/faults", rules))).toEqual({ added: 1 });
    expect((await post(target, v2, { prompt })).status).toBe(418);
    await post(target, "/__emulator/faults", { faults: rules, replace: true });
    expect((await post(target, v2, { prompt })).status).toBe(418);
    const refusal = await post(target, "/__emulator/faults", [{ fault: { kind: "nonsense" } }]);
    expect([refusal.status, await json(refusal)]).toEqual([400, { error: expect.stringContaining("kind") }]);
    expect(await json(await get(target, "/__emulator/journal"))).toMatchObject({
      version: 1,
      requests: [{ status: 418 }, { status: 418 }],
      charged: { count: 0, micros: 0 },
      creditsLeft: 100,
    });
    await post(target, "/__emulator/reset", "");
    expect(await json(await get(target, "/__emulator/journal"))).toMatchObject({ requests: [] });
  }
});
