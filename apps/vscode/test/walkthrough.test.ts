import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Journey, startJourney } from "./journey.ts";

const steps = [
  { title: "Set a key, or try without one", picture: "key" },
  { title: "Generate an image", picture: "generate" },
  { title: "Fix an image that is missing", picture: "quick-fix" },
  { title: "Describe all images in one file", picture: "manifest" },
] as const;

describe("the walkthrough", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      // In a narrow window the steps take all of it.
      viewport: { width: 1600, height: 900 },
      settings: {
        "window.autoDetectColorScheme": true,
        "window.autoDetectHighContrast": true,
        // A step takes the focus when it has moved into place: a list that opened before that would close.
        "workbench.reduceMotion": "on",
        // What the terminal is told is echoed and not run.
        "terminal.integrated.profiles.linux": { echo: { path: "/bin/cat" } },
        "terminal.integrated.defaultProfile.linux": "echo",
      },
    });
    const { palette, quickInput, page } = journey.workbench;
    await palette.run("Welcome: Open Walkthrough...");
    await quickInput.has("Images with Seedkit");
    await quickInput.pick("Images with Seedkit");
    await page.locator(".getting-started-step").first().waitFor();
  });
  afterAll(() => journey?.stop());

  const step = (title: string) =>
    journey.workbench.page.locator(".getting-started-step").filter({
      has: journey.workbench.page.locator("h3", { hasText: title }),
    });
  const unfold = async (title: string) => {
    const { page } = journey.workbench;
    if ((await step(title).count()) === 0)
      await page.locator(".tab", { hasText: "Images with Seedkit" }).click();
    if (!/\bexpanded\b/.test((await step(title).getAttribute("class")) ?? "")) await step(title).click();
    await step(title).and(page.locator(".expanded")).waitFor();
  };
  const press = async (title: string, button: string) => {
    await unfold(title);
    await step(title).locator(".monaco-button", { hasText: button }).click();
  };

  test("has four steps, each with a picture that says what it shows, in the colours of the theme", async () => {
    const { page } = journey.workbench;
    expect(await page.locator(".getting-started-step h3").allTextContents()).toEqual(
      steps.map(({ title }) => title),
    );
    const kinds = [
      { marker: "vs-dark", suffix: "dark", colorScheme: "dark", forcedColors: "none" },
      { marker: "vs", suffix: "light", colorScheme: "light", forcedColors: "none" },
      { marker: "hc-black", suffix: "hc", colorScheme: "dark", forcedColors: "active" },
      { marker: "hc-light", suffix: "hc-light", colorScheme: "light", forcedColors: "active" },
    ] as const;
    for (const { marker, suffix, ...media } of kinds) {
      // As the system prefers: the walkthrough would take the focus from a list of themes.
      await page.emulateMedia(media);
      await page.locator(`.monaco-workbench.${marker}`).waitFor();
      for (const { title, picture } of steps) {
        await unfold(title);
        const image = page.locator(`.getting-started-media img[srcset*="${picture}-${suffix}.svg"]`);
        await image.waitFor();
        expect(await image.getAttribute("alt")).toMatch(/\w+ \w+/);
        await expect
          .poll(() => image.evaluate((shown) => (shown as HTMLImageElement).naturalWidth))
          .toBeGreaterThan(0);
        const folder = process.env.PICTURES_OF_WALKTHROUGH;
        if (folder) await page.screenshot({ path: join(folder, `${picture}-${suffix}.png`) });
      }
    }
  });

  test("the first step is done where there is a key, and asks for one", async () => {
    const [{ title }] = steps;
    await step(title).locator(".codicon-getting-started-step-checked").first().waitFor();
    await press(title, "Set API Key");
    const { quickInput } = journey.workbench;
    await quickInput.opened("Set API Key");
    await quickInput.cancel();
  });

  test("without a key the emulator is started and taken, and given up again", async () => {
    const [{ title }] = steps;
    const { workbench, host } = journey;
    const settings = join(host.folder, "user-data/User/settings.json");
    await press(title, "Try without a Key");
    const toast = workbench.toast("The emulator starts in the terminal.");
    await toast.shown();
    expect(JSON.parse(readFileSync(settings, "utf8"))).toMatchObject({
      "seedkit.baseUrl": "http://localhost:4010",
    });
    await workbench.page
      .locator(".terminal-tabs-entry, .single-terminal-tab", { hasText: "Seedkit Emulator" })
      .first()
      .waitFor();
    await toast.press("Back to the Service");
    await expect.poll(() => readFileSync(settings, "utf8")).not.toContain("seedkit.baseUrl");
  });

  test("the second step begins an image", async () => {
    await press(steps[1].title, "Generate Image…");
    const { quickInput } = journey.workbench;
    await quickInput.opened("Generate Image");
    await quickInput.cancel();
  });

  test("the third opens a page with a missing image, one key away from its Quick Fix", async () => {
    await press(steps[2].title, "Open Sample Page");
    const { editor, page } = journey.workbench;
    await page.locator(".tab.active", { hasText: "seedkit-sample.md" }).waitFor();
    expect(await editor.fixes()).toContain("Generate image from alt text ($0.04)");
    expect(readFileSync(journey.file("seedkit-sample.md"), "utf8")).toContain("](images/red-fox.png)");
    await page.keyboard.press("Escape");
  });

  test("the fourth opens a manifest, and plans what there is to generate", async () => {
    const { title } = steps[3];
    const { editor, quickInput, page } = journey.workbench;
    await press(title, "Open Sample Manifest");
    await page.locator(".tab.active", { hasText: "seedkit.yaml" }).waitFor();
    await editor.hasLens("Generate what changed · 2 images · $0.08 · about 32 s");
    const planned = quickInput.locator.locator(".label-name", { hasText: /^lighthouse$/ });
    // Pressed again where the list was closed by whatever took the focus: nothing is sent before it is agreed to.
    await vi.waitFor(
      async () => {
        if (!(await quickInput.isOpen())) await press(title, "Generate What Changed");
        await planned.first().waitFor({ timeout: 10_000 });
      },
      { timeout: 60_000, interval: 100 },
    );
    await quickInput.cancel();
    await quickInput.closed();
    expect(journey.emulator.journal.requests).toEqual([]);
  }, 90_000);
});
