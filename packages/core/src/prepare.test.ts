import { describe, expect, test } from "vitest";
import { png } from "../test/images.ts";
import { createClient, isSeedkitError } from "./index.ts";

const noNetwork: typeof fetch = () => {
  throw new Error("Something was sent");
};

describe("prepare", () => {
  const client = createClient({ fetch: noNetwork });

  test("tells request, size, cost and time, without a key and without network", () => {
    expect(client.prepare("seedream-4.5", { prompt: "A teapot" })).toEqual({
      model: "seedream-4.5",
      request: {
        method: "POST",
        url: "https://api.segmind.com/v1/seedream-4.5",
        body: { prompt: "A teapot" },
      },
      plan: { width: 2048, height: 2048, certainty: "exact", why: expect.any(String), scaledUp: false },
      cost: {
        min: { micros: 40_000, formatted: "$0.04" },
        max: { micros: 40_000, formatted: "$0.04" },
        formatted: "$0.04",
      },
      images: { min: 1, max: 1 },
      typicalMs: 32_230,
      uploads: 0,
      warnings: [],
    });
    expect(client.prepare("seedream-4", { prompt: "A teapot" })).toMatchObject({
      request: { url: "https://api.segmind.com/v1/seedream-4" },
      cost: { formatted: "$0.035" },
      typicalMs: 20_660,
    });
  });

  test("tells the queue's address where that is the way", () => {
    const queued = createClient({ transport: "queued", baseUrl: "http://127.0.0.1:4010/" });
    const url = (prepared: { request: { url: string } }) => prepared.request.url;
    expect(url(queued.prepare("seedream-4", { prompt: "x" }))).toBe("http://127.0.0.1:4010/v2/seedream-4");
    expect(url(queued.prepare("seedream-4", { prompt: "x" }, { transport: "sync" }))).toBe(
      "http://127.0.0.1:4010/v1/seedream-4",
    );
  });

  test("tells the range of what auto may cost, and that a size is scaled up", () => {
    const prepared = client.prepare("seedream-4.5", {
      prompt: "x",
      aspect_ratio: "16:9",
      max_images: 4,
      sequential_image_generation: "auto",
    });
    expect(prepared).toMatchObject({
      images: { min: 1, max: 4 },
      cost: { formatted: "$0.04-$0.16" },
      plan: { width: 2624, height: 1472, scaledUp: true },
      warnings: [{ code: "scaled_up" }],
    });
  });

  test("counts what has to be uploaded, and shows none of its bytes", () => {
    const image_input = ["https://example.com/a.png", png(9, 9), "data:image/png;base64,iVBORw0KGgo="];
    const prepared = client.prepare("seedream-4.5", { prompt: "x", image_input });
    expect(prepared.uploads).toBe(2);
    expect(prepared.request.body.image_input).toEqual([
      "https://example.com/a.png",
      "(uploaded reference 2)",
      "(uploaded reference 3)",
    ]);
    expect(JSON.stringify(prepared)).not.toContain("iVBOR");
  });

  test("refuses a bad input and an unknown model, before anything is sent", async () => {
    expect(() => client.prepare("seedream-4.5", { prompt: " " })).toThrow(/prompt/);
    await expect(client.generate("seedream-4.5", { prompt: "" })).rejects.toMatchObject({
      code: "invalid_input",
      charged: "no",
      attempts: 0,
    });
    await expect(client.generate("seedream4.5" as never, { prompt: "x" } as never)).rejects.toMatchObject({
      code: "not_found",
      charged: "no",
      attempts: 0,
      hint: expect.stringContaining("Did you mean seedream-4.5?"),
    });
  });

  test("what may cost more than the cap is not sent", async () => {
    const auto = { prompt: "x", max_images: 3, sequential_image_generation: "auto" } as const;
    const capped = createClient({ fetch: noNetwork, apiKey: "SG_0123456789abcdef" });
    await expect(capped.generate("seedream-4.5", auto, { maxCost: 119_999 })).rejects.toMatchObject({
      code: "over_budget",
      charged: "no",
      attempts: 0,
    });
  });
});

describe("the base URL", () => {
  test.each([
    "https://api.segmind.com",
    "https://example.com:8443/proxy/",
    "http://localhost:4010",
    "http://emulator.localhost",
    "http://127.0.0.1:4010",
    "http://127.9.9.9",
    "http://[::1]:4010",
  ])("%s is fine", (baseUrl) => {
    const { url } = createClient({ baseUrl }).prepare("seedream-4", { prompt: "x" }).request;
    expect(url).toBe(`${baseUrl.replace(/\/$/, "")}/v1/seedream-4`);
  });

  test.each([
    "http://api.segmind.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://0.0.0.0",
    "http://192.168.1.5",
    "http://2130706433.example.com",
    "ftp://localhost",
    "file:///tmp",
    "javascript:alert(1)",
    "https://user:word@example.com",
    "api.segmind.com",
    "",
  ])("%j is refused", (url) => {
    for (const options of [{ baseUrl: url }, { uploadUrl: url }]) {
      expect(() => createClient(options)).toThrow(
        expect.objectContaining({ code: "invalid_input", charged: "no" }),
      );
    }
    expect(() => createClient({ baseUrl: url })).not.toThrow(/word/);
  });
});

describe("the key", () => {
  const input = { prompt: "x" };

  test.each([undefined, "", "  ", () => undefined, async () => ""])(
    "%s is none: nothing is sent",
    async (apiKey) => {
      const client = createClient({ fetch: noNetwork, apiKey });
      await expect(client.generate("seedream-4", input)).rejects.toMatchObject({
        code: "unauthenticated",
        charged: "no",
        attempts: 0,
      });
    },
  );

  test.each([
    "SG_secret\nword",
    "SG secretword",
    "SG_secretwörd",
    "SG_secret\u0000word",
    '"SG_\u2028secretword"',
  ])("%j is refused and never quoted", async (apiKey) => {
    const client = createClient({ fetch: noNetwork, apiKey });
    const error = await client.generate("seedream-4", input).catch((reason: unknown) => reason);
    if (!isSeedkitError(error)) throw error;
    expect(error.code).toBe("unauthenticated");
    expect(`${JSON.stringify(error)}${error.stack}${String(error.cause)}`).not.toMatch(/secret/);
  });

  test("with white space around it travels without", async () => {
    const seen: string[] = [];
    const client = createClient({
      apiKey: "  SG_0123456789abcdef\n",
      fetch: async (_, init) => {
        seen.push(new Headers(init?.headers).get("x-api-key") ?? "");
        return new Response(png(2, 2));
      },
    });
    await client.generate("seedream-4", input);
    expect(seen).toEqual(["SG_0123456789abcdef"]);
  });
});
