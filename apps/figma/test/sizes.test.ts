import { getModel, type Model } from "@seedkit/core";
import type { EmulatorOptions } from "@seedkit/emulator";
import type { FigmaNode, Paint } from "@seedkit/figma-host";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Desk, launchChromium, sitDown } from "./figma.ts";

let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  expect(desk.host.errors).toEqual([]);
  await desk.close();
});
afterAll(() => browser.close());

const imageOf = ({ props }: FigmaNode) => {
  const [paint] = props.fills as readonly Paint[];
  return desk.document.images.get(paint?.imageHash ?? "");
};

/** A service that answers larger than it was asked, as the vendor's own size table allows. */
function answering(width: number, height: number): Pick<EmulatorOptions, "models"> {
  const model: Model = getModel("seedream-4.5");
  const prepare: Model["prepare"] = (input) => {
    const prepared = model.prepare(input);
    return { ...prepared, plan: { ...prepared.plan, width, height } };
  };
  return { models: [{ ...model, prepare }] };
}

it("15 images of 4096 x 4096 arrive one by one, byte for byte, in 15 undo steps and a flat heap", async () => {
  desk = await sitDown({ browser });
  await desk.ui.getByLabel("4K").check({ force: true });
  await desk.ui.getByRole("spinbutton", { name: "Images" }).fill("15");
  await desk.generate("a wall of tiles");
  await desk.results(1);
  const early = desk.host.heap();
  await desk.results(15);
  const nodes = desk.document.page.children;
  expect(nodes).toHaveLength(15);
  expect(new Set(nodes.map(({ props }) => props.x)).size).toBe(15);
  expect(nodes.map(imageOf).every((image) => image?.width === 4096 && image.mediaType === "image/jpeg")).toBe(
    true,
  );
  expect(desk.document.history.steps).toHaveLength(15);
  expect(desk.host.heap() - early).toBeLessThan(2 * 1024 * 1024);
  expect(desk.api.journal.charged.count).toBe(15);
}, 120_000);

it("5504 x 3040 is scaled to what Figma takes, and comes in full in tiles when asked", async () => {
  desk = await sitDown({ browser, ...answering(5504, 3040) });
  await desk.generate("a wide valley");
  await desk.results(1);
  const scaled = desk.document.find("a wide valley");
  expect(imageOf(scaled)).toMatchObject({ width: 4096, height: 2262, mediaType: "image/jpeg" });
  await desk.ui.getByRole("button", { name: "Full size" }).click();
  await expect.poll(() => desk.document.page.children.length, { timeout: 20_000 }).toBe(2);
  const group = desk.document.page.children[1] as FigmaNode;
  expect([group.type, group.props.width, group.props.height]).toEqual(["GROUP", 5504, 3040]);
  expect(group.children.map((tile) => imageOf(tile)?.width)).toEqual([2752, 2752]);
  expect(desk.api.journal.charged.count).toBe(1);
});

it("WebP is drawn anew in the panel: Figma has no use for it", async () => {
  desk = await sitDown({ browser, format: "webp" });
  await desk.generate("a wave");
  await desk.results(1);
  expect(imageOf(desk.document.find("a wave"))).toMatchObject({ width: 2048, mediaType: "image/jpeg" });
});

it("WebP with transparent parts becomes PNG, and stays transparent", async () => {
  const background = { r: 200, g: 30, b: 60, alpha: 0.5 };
  const webp = sharp({ create: { width: 2048, height: 2048, channels: 4, background } }).webp();
  const image = { bytes: new Uint8Array(await webp.toBuffer()), mediaType: "image/webp" };
  desk = await sitDown({ browser, image });
  await desk.generate("a glass leaf");
  await desk.results(1);
  const placed = imageOf(desk.document.find("a glass leaf"));
  expect(placed).toMatchObject({ width: 2048, height: 2048, mediaType: "image/png" });
  const [red = 0, , , alpha = 0] = await sharp(placed?.bytes)
    .extract({ left: 9, top: 9, width: 1, height: 1 })
    .raw()
    .toBuffer();
  expect(Math.abs(alpha - 128)).toBeLessThan(3);
  expect(Math.abs(red - 200)).toBeLessThan(6);
});
