import { describe, expect, test } from "vitest";
import { createVirtualClock } from "../src/index.ts";
import { allowed, pages, pixels45, presetSizes, refused } from "./pages.ts";
import { imageOf, post, prompt, startEmulator } from "./service.ts";

// One custom side alone is a case of its own on the older page.
const withField = (field: string, value: unknown) => ({
  prompt,
  ...(value === "custom" && { width: 2048, height: 2048 }),
  [field]: value,
});

describe.each(pages)("the page of $slug", (page) => {
  test("its own sample passes unchanged", async () => {
    const emulator = await startEmulator();
    const response = await post(emulator, `/v1/${page.slug}`, page.sample);
    expect(response.status).toBe(200);
    expect(await imageOf(response)).toEqual({ format: "jpeg", width: 2048, height: 2048 });
  });

  test("every allowed value is taken", async () => {
    const emulator = await startEmulator();
    for (const [field, values] of Object.entries({ ...allowed, aspect_ratio: page.ratios })) {
      for (const value of values) {
        const response = await post(emulator, `/v1/${page.slug}`, withField(field, value));
        expect([field, value, response.status]).toEqual([field, value, 200]);
      }
    }
  });

  test("every other value is a 400 with the envelope, and costs nothing", async () => {
    const emulator = await startEmulator();
    for (const [field, values] of Object.entries(refused)) {
      for (const value of values) {
        const response = await post(emulator, `/v1/${page.slug}`, { prompt, [field]: value });
        expect([field, value, response.status]).toEqual([field, value, 400]);
        expect(await response.json()).toEqual({ error: expect.stringContaining(field) });
      }
    }
    expect((await post(emulator, `/v1/${page.slug}`, {})).status).toBe(400);
    expect(emulator.journal.charged.micros).toBe(0);
  });

  test("the price is taken, an image each", async () => {
    const emulator = await startEmulator({ credits: 1 });
    const single = await post(emulator, `/v1/${page.slug}`, { prompt });
    expect(Number(single.headers.get("x-remaining-credits"))).toBeCloseTo(1 - page.price, 6);
    await post(emulator, `/v1/${page.slug}`, { prompt, max_images: 3, sequential_image_generation: "auto" });
    expect(emulator.journal.creditsLeft).toBeCloseTo(1 - 4 * page.price, 6);
    expect(emulator.journal.charged).toMatchObject({ count: 2, micros: Math.round(page.price * 4e6) });
  });

  test("it takes as long as the page says, where that is wanted", async () => {
    const emulator = await startEmulator({ latency: "real", clock: createVirtualClock() });
    const response = await post(emulator, `/v1/${page.slug}`, { prompt });
    expect(response.headers.get("x-generation-time")).toBe(page.usually);
  });
});

const shapes = Object.entries(presetSizes).flatMap(([size, table]) =>
  Object.entries(table).flatMap(([ratio, [long, short]]) => {
    const [a, b] = ratio.split(":");
    const landscape = { size, ratio, width: long, height: short };
    const mirrored = { size, ratio: `${b}:${a}`, width: short, height: long };
    return ratio === "1:1" || ratio === "21:9" ? [landscape] : [landscape, mirrored];
  }),
);

test("a preset of the older model fixes the long side", async () => {
  const emulator = await startEmulator();
  for (const { size, ratio, width, height } of shapes) {
    const response = await post(emulator, "/v1/seedream-4", { prompt, size, aspect_ratio: ratio });
    expect({ ratio, ...(await imageOf(response)) }).toEqual({ ratio, format: "jpeg", width, height });
  }
});

test("the newer model scales up to its floor and never leaves its range", async () => {
  const emulator = await startEmulator();
  for (const { size, ratio, width, height } of shapes) {
    const image = await imageOf(
      await post(emulator, "/v1/seedream-4.5", { prompt, size, aspect_ratio: ratio }),
    );
    const area = image.width * image.height;
    expect(area).toBeGreaterThanOrEqual(pixels45.least);
    expect(area).toBeLessThanOrEqual(pixels45.most);
    if (width * height >= pixels45.least) expect(image).toMatchObject({ width, height });
    else expect(Math.abs(image.width / image.height / (width / height) - 1)).toBeLessThan(0.06);
    expect([image.width % 64, image.height % 64]).toEqual([0, 0]);
  }
});

test("custom sides are rounded to 64, and small ones scaled up on the newer model", async () => {
  const emulator = await startEmulator();
  const size = async (slug: string, width: number, height: number) =>
    imageOf(await post(emulator, `/v1/${slug}`, { prompt, size: "custom", width, height }));
  expect(await size("seedream-4", 1600, 1205)).toMatchObject({ width: 1600, height: 1216 });
  expect(await size("seedream-4.5", 1920, 1920)).toMatchObject({ width: 1920, height: 1920 });
  expect(await size("seedream-4.5", 1024, 1024)).toMatchObject({ width: 1920, height: 1920 });
});
