import { mkdirSync, writeFileSync } from "node:fs";
import type { Theme } from "@seedkit/vscode-host";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { png } from "./png.ts";

const patience = { timeout: 60_000 };

describe("the gallery", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      settings: { "seedkit.openImage": false, "[markdown]": { "editor.wordWrap": "off" } },
      files: {
        "docs/page.md": "# Page\n\n\n",
        "images/fox.png": png(64, 64, [200, 90, 20]),
        "images/snow.png": png(96, 64, [240, 240, 255]),
        "images/owl.png": png(96, 96, [90, 80, 60]),
        "secret/outside.png": png(8, 8, [1, 2, 3]),
      },
    });
    const { editor, palette, quickInput, toast } = journey.workbench;
    await editor.open(journey.file("docs/page.md"));
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("The same in blue");
    await quickInput.accept();
    await quickInput.has("Folder");
    await quickInput.accept();
    await toast("Saved the-same-in-blue.jpg").shown();
    await toast("Saved the-same-in-blue.jpg").dismiss();
  });
  afterAll(() => journey?.stop());

  test("is used by keyboard, and comes back after a reload", async () => {
    const { workbench } = journey;
    const { page } = workbench;
    await workbench.palette.run("Seedkit: Open Gallery");
    let gallery = workbench.webview();
    let cells = gallery.content.locator(".sk-picture");
    await cells.nth(3).waitFor();
    const labels = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute("aria-label") ?? ""));
    expect(labels[0]).toBe("the-same-in-blue.jpg: The same in blue");
    expect(labels.join()).not.toContain("outside");
    const focused = () => cells.evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement));
    await cells.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(focused).toBe(1);
    await page.keyboard.press("Enter");
    const dialog = gallery.content.locator("dialog[open]");
    await dialog.locator(".sk-large").waitFor();
    await page.keyboard.press("ArrowLeft");
    await dialog.getByText("2048 x 2048").waitFor();
    await dialog.locator(".sk-dialog-prompt", { hasText: "The same in blue" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(focused).toBe(1);
    await page.keyboard.press("Space");
    await gallery.content.getByText("Choose the picture to compare it with").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await dialog.locator(".sk-compare img").nth(1).waitFor();
    expect(await dialog.locator(".sk-compare img").count()).toBe(2);
    await workbench.reloadWindow();
    gallery = workbench.webview();
    cells = gallery.content.locator(".sk-picture");
    await gallery.content.locator("dialog[open] .sk-compare").waitFor();
    await gallery.content.locator("dialog[open]").getByLabel("Close").click();
    await cells.nth(3).waitFor();
    expect(await cells.nth(2).getAttribute("tabindex")).toBe("0");
  });

  test("the policy of the page lets nothing in from elsewhere, and nothing of its own is refused", async () => {
    const { workbench } = journey;
    const frame = await workbench.webview().frame();
    const policy = await frame.evaluate(
      () => document.querySelector("meta[http-equiv=Content-Security-Policy]")?.getAttribute("content") ?? "",
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'nonce-[0-9a-f]{32}'$/);
    expect(policy).not.toMatch(/unsafe|\*\s|blob:|data:/);
    const scripts = await frame.evaluate(() =>
      [...document.scripts].map(({ id, src }) => id || new URL(src).pathname.replace(/.*\/dist\//, "dist/")),
    );
    // The editor's own, and ours.
    expect(scripts).toEqual(["_vscodeApiScript", "dist/gallery/gallery.js"]);
    expect(workbench.console.filter((line) => /Content Security Policy/i.test(String(line)))).toEqual([]);
    const outside = await frame.evaluate(async () => {
      const [image] = document.images;
      const other = new Image();
      const loaded = new Promise((resolve) => {
        other.onload = () => resolve("shown");
        other.onerror = () => resolve("refused");
      });
      other.src = (image?.src ?? "").replace(/images\/[^/]+$/, "secret/outside.png");
      return loaded;
    });
    expect(outside).toBe("refused");
  });

  test("its buttons insert, copy the prompt and regenerate; what is pasted becomes a reference", async () => {
    const { workbench, emulator } = journey;
    const { editor } = workbench;
    const gallery = workbench.webview();
    const open = async () => {
      await gallery.content.locator(".sk-picture").first().click();
      await gallery.content.getByRole("button", { name: "Insert" }).waitFor();
    };
    await open();
    await gallery.content.getByRole("button", { name: "Copy Prompt" }).click();
    await workbench.toast("The prompt of the-same-in-blue.jpg is copied.").shown();
    const before = emulator.journal.charged.count;
    await gallery.content.getByRole("button", { name: "Regenerate" }).click();
    await workbench.dialog.press("Generate for $0.04");
    await workbench.toast("Saved the-same-in-blue-2.jpg").shown();
    expect(emulator.journal.charged.count).toBe(before + 1);
    // A new image is there by itself.
    await gallery.content
      .getByRole("button", { name: /^the-same-in-blue-2\.jpg/ })
      .waitFor({ state: "attached" });
    const frame = await gallery.frame();
    await frame.evaluate(
      (content) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(content)], "shot.png", { type: "image/png" }));
        document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer }));
      },
      [...png(12, 12, [5, 5, 5])],
    );
    await workbench.toast("The next image takes 1 reference.").shown();
    await workbench.palette.run("Seedkit: Clear References of the Next Image");
    await gallery.content.getByRole("button", { name: "Insert" }).click();
    await expect.poll(() => editor.text()).toContain("![The same in blue](../images/the-same-in-blue.jpg)");
    await workbench.palette.run("Seedkit: Open Gallery");
    await workbench.webview().content.getByLabel("Close").click();
  });

  test.each<Theme>(["dark", "light", "high-contrast", "high-contrast-light"])(
    "axe finds no fault with it: %s",
    async (theme) => {
      const { workbench } = journey;
      await workbench.setTheme(theme);
      const gallery = workbench.webview();
      const picture = gallery.content.locator(".sk-picture").first();
      await picture.waitFor();
      expect((await gallery.violations()).map(({ id }) => id)).toEqual([]);
      await picture.click();
      await gallery.content.getByRole("button", { name: "Insert" }).waitFor();
      expect((await gallery.violations()).map(({ id }) => id)).toEqual([]);
      await gallery.content.getByRole("button", { name: "Compare with…" }).click();
      await gallery.content.getByText("Choose the picture to compare it with").waitFor();
      await gallery.content.locator(".sk-picture").nth(1).click();
      await gallery.content.locator("dialog[open] .sk-compare img").nth(1).waitFor();
      expect((await gallery.violations()).map(({ id }) => id)).toEqual([]);
      await gallery.content.getByLabel("Close").click();
    },
  );

  test("another output folder shows its pictures at once, and axe finds no fault with one that has none", async () => {
    const { workbench, file } = journey;
    const gallery = workbench.webview();
    const cells = gallery.content.locator(".sk-picture");
    const count = await cells.count();
    mkdirSync(file(".vscode"));
    const choose = (folder: string) =>
      writeFileSync(file(".vscode/settings.json"), JSON.stringify({ "seedkit.outputFolder": folder }));
    choose("secret");
    await expect.poll(() => cells.count(), patience).toBe(1);
    expect(await cells.first().getAttribute("aria-label")).toBe("outside.png");
    const image = gallery.content.locator(".sk-picture img");
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth), patience)
      .toBe(8);
    choose("nothing");
    await gallery.content.getByText("No image yet.").waitFor();
    expect((await gallery.violations()).map(({ id }) => id)).toEqual([]);
    choose("images");
    await expect.poll(() => cells.count(), patience).toBe(count);
  }, 120_000);

  test("five hundred pictures are there at once, and only those in sight are loaded", async () => {
    const { workbench, file } = journey;
    const bytes = png(256, 256, [90, 120, 30]);
    for (let number = 0; number < 500; number++) writeFileSync(file(`images/many-${number}.png`), bytes);
    const { content } = workbench.webview();
    const cells = content.locator(".sk-picture");
    await expect.poll(() => cells.count()).toBe(500);
    await cells.first().focus();
    await workbench.page.keyboard.press("End");
    await expect.poll(() => cells.last().evaluate((cell) => cell === document.activeElement)).toBe(true);
    const last = content.locator(".sk-picture img").last();
    await expect
      .poll(() => last.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    const loaded = await content
      .locator(".sk-picture img")
      .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length);
    expect(loaded).toBeLessThan(300);
  });
});
