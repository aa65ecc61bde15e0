import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { createSkippingClock } from "./skipping-clock.ts";

const minute = 60_000;
const most = 150_000;
const page = `# The tea house

We opened in spring, above the old boat shed.

![A red tea pot on linen, morning light](images/tea-pot.png)

## The garden

Paths of white gravel lead down to the water.

![A stone lantern under a maple](images/lantern.webp)

Come in, the kettle is on.
`;
const manifest = `version: 1

defaults:
  size: 1K

images:
  teas:
    matrix:
      tea: [sencha, oolong, rooibos]
    prompt: A heap of {tea} leaves on slate
    output: images/teas/{tea}

  hero:
    prompt: A tea house above a lake, mist at dawn
    aspect_ratio: "16:9"
`;

// The pictures of the README, as the built extension shows them.
const clock = createSkippingClock();
let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({
    name: "tea-house",
    files: { "docs/story.md": page, "seedkit.yaml": manifest },
    settings: {
      "window.commandCenter": false,
      "workbench.layoutControl.enabled": false,
      "editor.minimap.enabled": false,
      "breadcrumbs.enabled": false,
      "editor.fontSize": 13,
      "editor.wordWrap": "on",
      "seedkit.openImage": false,
      "editor.hover.above": false,
      "editor.occurrencesHighlight": "off",
      "explorer.compactFolders": false,
      "remote.autoForwardPorts": false,
    },
    emulator: { latency: minute, clock, pixels: "drawn" },
    viewport: { width: 1080, height: 640 },
  });
});
afterAll(() => journey?.stop());

const posts = () => journey.emulator.journal.requests.filter(({ method }) => method === "POST").length;

async function shoot(name: string, clip?: { x: number; y: number; width: number; height: number }) {
  const folder = fileURLToPath(new URL("../docs/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const shot = await journey.workbench.page.screenshot({ animations: "disabled", ...(clip && { clip }) });
  const { size } = await sharp(shot)
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(`${folder}${name}.png`);
  expect(size).toBeLessThan(most);
}

async function openFixes(): Promise<void> {
  const { editor, page: window } = journey.workbench;
  await editor.open(journey.file("docs/story.md"));
  await editor.goTo(5, 12);
  await expect.poll(async () => (await editor.fixes())[0], { timeout: minute }).toContain("alt text");
  const menu = window.locator(".action-widget:visible .monaco-list-row.action.focused");
  const isOpen = async () => {
    if (!(await menu.isVisible())) await window.keyboard.press("Control+.");
    return menu.isVisible();
  };
  await expect.poll(isOpen, { timeout: minute, interval: 1500 }).toBe(true);
}

test("a Quick Fix on an image that is missing, and the image on its way", async () => {
  const { workbench } = journey;
  await openFixes();
  await shoot("quick-fix");
  await workbench.page.keyboard.press("Enter");
  const progress = workbench.toast("tea-pot.png");
  await progress.shown();
  await expect.poll(progress.message, { timeout: minute }).toMatch(/Generating · ([4-9]|\d\d) s of about/);
  await shoot("progress");
  clock.skip(minute);
  await expect
    .poll(() => existsSync(journey.file("docs/images/tea-pot.png")), { timeout: minute })
    .toBe(true);
  await progress.gone();
}, 180_000);

test("the review before anything is sent", async () => {
  const { palette, quickInput } = journey.workbench;
  await palette.run("Seedkit: Generate Image…");
  await quickInput.opened("Generate Image");
  await quickInput.fill("A paper boat on a lake at dawn, film grain");
  await quickInput.accept();
  await quickInput.has("References");
  await shoot("review");
  await quickInput.cancel();
}, 120_000);

test("a manifest with its lenses, and the picture of an entry", async () => {
  const { workbench } = journey;
  const { editor, quickInput } = workbench;
  const before = posts();
  await editor.open(journey.file("seedkit.yaml"));
  await editor.pressLens("Generate what changed");
  await quickInput.has("hero");
  // Over the list it would open a tooltip.
  await workbench.page.mouse.move(400, 500);
  await shoot("plan");
  await quickInput.accept();
  await expect.poll(() => posts() - before, { timeout: minute }).toBe(4);
  clock.skip(minute);
  await editor.hasLens("Up to date · hero.jpg");
  await workbench.toast("4 images generated").dismiss();
  // One entry is no longer as described.
  await editor.goTo(10, 44);
  await editor.insert(", macro");
  await editor.save();
  await editor.hasLens(/Regenerate/);
  await workbench.page.keyboard.press("Control+Home");
  const { locator } = await editor.hover("hero:", "mist at dawn");
  const picture = locator.locator("img").first();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth), { timeout: minute })
    .toBeGreaterThan(0);
  await shoot("manifest");
}, 180_000);

test("the gallery and the Quick Fix in the light theme", async () => {
  const { workbench } = journey;
  await workbench.setTheme("light");
  await workbench.palette.run("Seedkit: Open Gallery");
  const cells = workbench.webview().content.locator("button img");
  await cells.nth(3).waitFor();
  await expect
    .poll(() => cells.nth(3).evaluate((image) => (image as HTMLImageElement).naturalWidth), {
      timeout: minute,
    })
    .toBeGreaterThan(0);
  await shoot("gallery-light");
}, 120_000);
