import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createDocument } from "@seedkit/figma-host";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Desk, launchChromium, sitDown } from "./figma.ts";

// The pictures of the README: UPDATE_SCREENSHOTS=1 makes them anew, else the states are shown and left.
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => desk.close());
afterAll(() => browser.close());

const all = { x: 0, y: 0, width: 1080, height: 790 };
const panel = { x: 666, y: 16, width: 408, height: 764 };

async function shoot(name: string, clip = panel): Promise<void> {
  const path = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));
  await desk.figma.draw();
  await desk.figma.page.mouse.move(0, 0);
  const update = process.env.UPDATE_SCREENSHOTS === "1";
  const shot = await desk.figma.page.screenshot({ clip, ...(update ? { path } : {}) });
  expect(shot.length).toBeGreaterThan(10_000);
  expect(existsSync(path)).toBe(true);
}

it("first run", async () => {
  desk = await sitDown({ browser, key: null });
  await desk.ui.getByLabel("API key").waitFor();
  await shoot("first-run");
});

it("an image for each of three texts", async () => {
  const document = createDocument();
  const texts = ["a red kite over a wheat field", "a harbour at dawn", "a lighthouse in fog"].map(
    (characters, index) =>
      document.add("TEXT", { characters, name: characters, y: index * 720, width: 360, height: 120 }),
  );
  desk = await sitDown({ browser, document, pixels: "drawn" });
  desk.host.user.select(...texts);
  await desk.ui.getByLabel("Place").selectOption("texts");
  await desk.generate();
  await desk.results(3);
  // To the left of the window, all in sight.
  desk.host.viewport.zoom = 0.3;
  desk.host.viewport.center = { x: 1160, y: 1040 };
  await shoot("generated", all);
});

it("three frames filled, in the dark", async () => {
  const document = createDocument();
  const white = [{ type: "SOLID", color: { r: 0.3, g: 0.3, b: 0.3 } }];
  const frames = [
    document.add("FRAME", { name: "Header", x: -360, y: -260, width: 330, height: 140, fills: white }),
    document.add("FRAME", { name: "Card", x: -360, y: -105, width: 155, height: 155, fills: white }),
    document.add("ELLIPSE", { name: "Avatar", x: -185, y: -105, width: 155, height: 155, fills: white }),
  ];
  desk = await sitDown({ browser, document, theme: "dark", pixels: "drawn" });
  desk.host.user.select(...frames);
  await desk.ui.getByLabel("Place").selectOption("fill");
  await desk.generate("a harbour at dawn");
  await desk.results(3);
  await shoot("filled", all);
});

it("a prompt that the content filter stops", async () => {
  desk = await sitDown({ browser, faults: [{ fault: { kind: "moderated" } }] });
  await desk.generate("a red kite");
  await desk.ui.getByRole("alert").waitFor();
  await shoot("moderated");
});

it("the form, and images on their way, in the dark", async () => {
  desk = await sitDown({ browser, theme: "dark", latency: 60_000 });
  await shoot("form-dark");
  await desk.ui.getByRole("spinbutton", { name: "Images" }).fill("4");
  await desk.generate("a red kite");
  await desk.ui.locator(".sk-pending").nth(3).waitFor();
  await shoot("generating-dark");
});
