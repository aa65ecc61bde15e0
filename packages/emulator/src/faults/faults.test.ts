import { describe, expect, test } from "vitest";
import { get, imageOf, post, prompt, startEmulator } from "../../test/service.ts";
import { createVirtualClock, type Fault, type FaultRule } from "../index.ts";

const v1 = "/v1/seedream-4.5";
const v2 = "/v2/seedream-4.5";
const once = (fault: Fault, match?: FaultRule["match"]): FaultRule => ({
  fault,
  times: 1,
  ...(match && { match }),
});

async function failure(answer: Promise<unknown>): Promise<{ message: string; code: unknown }> {
  try {
    await answer;
  } catch (error) {
    const cause = (error as Error).cause as { code?: unknown } | undefined;
    return { message: (error as Error).message, code: cause?.code };
  }
  throw new Error("It did not fail");
}

describe.each([
  ["in process", undefined],
  ["on a port", 0],
])("%s", (_, port) => {
  const start = async (faults: FaultRule[]) => {
    const emulator = await startEmulator({ port, faults, clock: createVirtualClock() });
    return { emulator, target: { url: emulator.url, fetch: port === undefined ? emulator.fetch : fetch } };
  };
  const charged = (emulator: { journal: { charged: { count: number } } }) => emulator.journal.charged.count;

  test("status: any, with Retry-After, headers and a body of its own, free unless it says otherwise", async () => {
    const { emulator, target } = await start([
      once({ kind: "status", status: 429, retryAfter: 7 }),
      once({
        kind: "status",
        status: 503,
        retryAfter: "Fri, 01 Jan 2027 00:00:00 GMT",
        body: { error: { message: "x" } },
      }),
      once({ kind: "status", status: 504, charged: true }),
      once({ kind: "status", status: 307, headers: { location: "http://127.0.0.1:9/" } }),
      once({ kind: "status", status: 204 }),
    ]);
    const limited = await post(target, v1, { prompt });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await limited.json()).toEqual({ error: "Rate limit exceeded" });
    const unavailable = await post(target, v1, { prompt });
    expect([unavailable.status, unavailable.headers.get("retry-after")]).toEqual([
      503,
      "Fri, 01 Jan 2027 00:00:00 GMT",
    ]);
    expect(await unavailable.json()).toEqual({ error: { message: "x" } });
    expect(charged(emulator)).toBe(0);
    const timeout = await post(target, v1, { prompt });
    expect([timeout.status, timeout.headers.get("content-type")]).toEqual([504, "text/html"]);
    expect(charged(emulator)).toBe(1);
    await expect(post(target, v1, { prompt }, { redirect: "error" })).rejects.toThrow("fetch failed");
    expect((await post(target, v1, { prompt })).status).toBe(204);
    expect((await post(target, v1, { prompt })).status).toBe(200);
  });

  test("reset-before and reset-after-charge: no answer, and only the second is paid", async () => {
    const { emulator, target } = await start([
      once({ kind: "reset-before" }),
      once({ kind: "reset-after-charge" }),
    ]);
    expect(await failure(post(target, v1, { prompt }))).toEqual({
      message: "fetch failed",
      code: "ECONNRESET",
    });
    expect(charged(emulator)).toBe(0);
    expect(await failure(post(target, v1, { prompt }))).toEqual({
      message: "fetch failed",
      code: "ECONNRESET",
    });
    expect(charged(emulator)).toBe(1);
    expect(emulator.journal.requests.map(({ status, fault }) => [status, fault])).toEqual([
      [undefined, "reset-before"],
      [undefined, "reset-after-charge"],
    ]);
  });

  test.each([0, 200, undefined])(
    "truncate-body after %s bytes: the head arrives, the rest never does",
    async (afterBytes) => {
      const { emulator, target } = await start([
        once({ kind: "truncate-body", ...(afterBytes !== undefined && { afterBytes }) }),
      ]);
      const response = await post(target, v1, { prompt });
      expect(response.status).toBe(200);
      expect(await failure(response.arrayBuffer())).toEqual({
        message: "terminated",
        code: "UND_ERR_SOCKET",
      });
      expect(charged(emulator)).toBe(1);
      expect(emulator.journal.requests[0]).toMatchObject({ status: 200, charged: 40_000 });
    },
  );

  test("stall-body ends when the caller aborts", async () => {
    const { target } = await start([once({ kind: "stall-body", afterBytes: 100 })]);
    const controller = new AbortController();
    const response = await post(target, v1, { prompt }, { signal: controller.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(100);
    controller.abort(new Error("enough"));
    await expect(reader?.read()).rejects.toThrow("enough");
  });

  test("stall-body ends when the emulator closes", async () => {
    const { emulator, target } = await start([once({ kind: "stall-body" })]);
    const response = await post(target, v1, { prompt });
    const body = failure(response.arrayBuffer());
    await emulator.close();
    expect(await body).toEqual({ message: "terminated", code: "UND_ERR_SOCKET" });
  });

  test("slow-body arrives whole, late", async () => {
    const clock = createVirtualClock();
    const emulator = await startEmulator({
      port,
      clock,
      faults: [once({ kind: "slow-body", chunks: 5, everyMs: 2000 })],
    });
    const target = { url: emulator.url, fetch: port === undefined ? emulator.fetch : fetch };
    const began = clock.now();
    expect(await imageOf(await post(target, v1, { prompt }))).toMatchObject({ width: 2048 });
    expect(clock.now() - began).toBe(8000);
  });

  test("answers of 200 that are no image", async () => {
    const { emulator, target } = await start([
      once({ kind: "html-200" }),
      once({ kind: "json-error-200" }),
      once({ kind: "json-error-200", body: { message: "own" } }),
      once({ kind: "empty" }),
    ]);
    const page = await post(target, v1, { prompt });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await page.text()).toMatch(/^<html>/);
    expect(await (await post(target, v1, { prompt })).json()).toEqual({ error: expect.any(String) });
    expect(await (await post(target, v1, { prompt })).json()).toEqual({ message: "own" });
    const empty = await post(target, v1, { prompt });
    expect([empty.status, (await empty.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect(emulator.journal.requests.map((request) => request.charged)).toEqual([40_000, 0, 0, 40_000]);
  });

  test("wrong-type mislabels a true image", async () => {
    const { target } = await start([
      once({ kind: "wrong-type" }),
      once({ kind: "wrong-type", contentType: "image/gif" }),
    ]);
    const html = await post(target, v1, { prompt });
    expect(html.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await imageOf(html)).toMatchObject({ format: "jpeg" });
    expect((await post(target, v1, { prompt })).headers.get("content-type")).toBe("image/gif");
  });

  test("oversize is as long as it says, with an honest length or none", async () => {
    const { target } = await start([
      once({ kind: "oversize", bytes: 3_000_000 }),
      once({ kind: "oversize", bytes: 3_000_000, contentLength: false }),
    ]);
    const honest = await post(target, v1, { prompt });
    expect(honest.headers.get("content-length")).toBe("3000000");
    expect((await honest.arrayBuffer()).byteLength).toBe(3_000_000);
    const silent = await post(target, v1, { prompt });
    expect(silent.headers.get("content-length")).toBeNull();
    expect((await silent.arrayBuffer()).byteLength).toBe(3_000_000);
  });

  test("moderated and polling-error on v1 are told by their text", async () => {
    const { emulator, target } = await start([
      once({ kind: "moderated" }),
      once({ kind: "moderated", status: 200 }),
      once({ kind: "polling-error" }),
    ]);
    const moderated = await post(target, v1, { prompt });
    expect(moderated.status).toBe(400);
    expect(await moderated.json()).toEqual({
      error: expect.stringContaining("may contain sensitive information"),
    });
    expect((await post(target, v1, { prompt })).status).toBe(200);
    expect(charged(emulator)).toBe(0);
    const polling = await post(target, v1, { prompt });
    expect([polling.status, await polling.json()]).toEqual([500, { error: "Internal Polling Error" }]);
    expect(charged(emulator)).toBe(1);
  });

  test("moderated and polling-error on v2 fail the job", async () => {
    const { emulator, target } = await start([once({ kind: "moderated" }), once({ kind: "polling-error" })]);
    for (const [text, count] of [
      ["sensitive information", 0],
      ["Internal Polling Error", 1],
    ] as const) {
      const queued = await post(target, v2, { prompt });
      expect(queued.status).toBe(200);
      const { response_url, status_url } = (await queued.json()) as Record<string, string>;
      for (const url of [status_url, response_url]) {
        const answer = await get(target, url ?? "");
        expect(answer.status).toBe(422);
        expect(await answer.json()).toMatchObject({ status: "FAILED", error: expect.stringContaining(text) });
      }
      expect(charged(emulator)).toBe(count);
    }
  });

  test("a path aims a fault at polling, results, images, uploads or the balance", async () => {
    const { target } = await start([
      once({ kind: "status", status: 502 }, { path: "/v2/requests/*/status" }),
      once({ kind: "html-200" }, { path: "/v2/requests/*" }),
      once({ kind: "truncate-body" }, { path: "/images/**", prompt: "teapot" }),
      once({ kind: "json-error-200" }, { path: "/upload-asset", method: "POST" }),
      once({ kind: "status", status: 500 }, { path: "/v1/get-user-credits" }),
    ]);
    const queued = (await (await post(target, v2, { prompt })).json()) as Record<string, string>;
    expect((await get(target, queued.status_url ?? "")).status).toBe(502);
    expect((await get(target, queued.status_url ?? "")).status).toBe(200);
    expect((await get(target, queued.response_url ?? "")).headers.get("content-type")).toContain("text/html");
    const { images } = (await (await get(target, queued.response_url ?? "")).json()) as {
      images: { url: string }[];
    };
    const url = images[0]?.url ?? "";
    await expect((await get(target, url)).arrayBuffer()).rejects.toThrow("terminated");
    expect(await imageOf(await get(target, url))).toMatchObject({ width: 2048 });
    expect(await (await post(target, "/upload-asset", { data_urls: ["data:,x"] })).json()).toHaveProperty(
      "error",
    );
    expect((await get(target, "/v1/get-user-credits")).status).toBe(500);
  });
});
