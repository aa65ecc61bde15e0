import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { executablePath, type Site, startSite } from "./page.ts";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

// The variables that VS Code sets in a webview, as its own default themes have them.
const themes = {
  "vscode-light": {
    "editor-background": "#ffffff",
    foreground: "#3b3b3b",
    "input-background": "#ffffff",
    "list-hoverBackground": "#f2f2f2",
    "widget-border": "#e5e5e5",
    "button-background": "#005fb8",
    "button-foreground": "#ffffff",
    "textLink-foreground": "#005fb8",
    focusBorder: "#005fb8",
    errorForeground: "#f85149",
    "editorWarning-foreground": "#bf8803",
  },
  "vscode-dark": {
    "editor-background": "#1f1f1f",
    foreground: "#cccccc",
    "input-background": "#313131",
    "list-hoverBackground": "#2a2d2e",
    "widget-border": "#313131",
    "button-background": "#0078d4",
    "button-foreground": "#ffffff",
    "textLink-foreground": "#4daafc",
    focusBorder: "#0078d4",
    errorForeground: "#f85149",
    "editorWarning-foreground": "#cca700",
  },
  "vscode-high-contrast": {
    "editor-background": "#000000",
    foreground: "#ffffff",
    "input-background": "#000000",
    contrastBorder: "#6fc3df",
    "button-foreground": "#ffffff",
    "textLink-foreground": "#21a6ff",
    focusBorder: "#f38518",
    errorForeground: "#f48771",
    "editorWarning-foreground": "#ffd370",
  },
} as const;

describe.skipIf(!executablePath)("pieces and themes in Chromium", () => {
  let site: Site;
  let axe: string;
  beforeAll(async () => {
    axe = await readFile(axePath, "utf8");
    site = await startSite();
  }, 60_000);
  afterEach(async () => {
    await site.tidy();
    expect(site.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => site?.close());

  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

  test("a grid is one stop of Tab, arrow keys move within it, Enter opens and the focus comes back", async () => {
    const page = await site.open("state=gallery");
    await page.locator(".sk-picture").nth(6).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Picture 1");
    for (const [key, name] of [
      ["ArrowRight", "Picture 2"],
      ["ArrowDown", "Picture 5"],
      ["ArrowDown", "Picture 5"],
      ["Home", "Picture 1"],
      ["ArrowUp", "Picture 1"],
      ["End", "Picture 7"],
      ["ArrowLeft", "Picture 6"],
    ] as const) {
      await page.keyboard.press(key);
      expect([key, await focused(page)]).toEqual([key, name]);
    }
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Picture 6" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Picture 6");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatch(/^Where the one picture ends/);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.getByRole("slider").getAttribute("aria-valuetext")).toBe("51 % Before");
    const line = await page.getByRole("img", { name: "After" }).evaluate((image) => image.style.clipPath);
    expect(line).toContain("51%");
  });

  const states = ["first-run", "form", "error-unsure", "error-key"];
  const shown = Object.entries(themes).flatMap(([name, colors]) =>
    states.map((state) => [name, state, colors] as const),
  );
  test.each(shown)(
    "%s: the theme's colors, in a contrast that can be read: %s",
    async (name, state, colors) => {
      const page = await site.open(`state=${state}`, { reducedMotion: "reduce" });
      await page.evaluate(
        ([theme, values]) => {
          document.body.className = theme;
          for (const [key, value] of Object.entries(values))
            document.documentElement.style.setProperty(`--vscode-${key}`, value);
        },
        [name, colors] as const,
      );
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { run } = (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe;
        const { violations } = await run({ runOnly: ["color-contrast"] });
        return violations.flatMap(({ nodes }) => nodes.map(({ html, any }) => `${html} ${any[0]?.message}`));
      });
      expect(found).toEqual([]);
      const background = await page
        .locator(".seedkit")
        .evaluate((panel) => getComputedStyle(panel).backgroundColor);
      const hex = colors["editor-background"]
        .slice(1)
        .match(/../g)
        ?.map((pair) => Number.parseInt(pair, 16));
      expect(background).toBe(`rgb(${hex?.join(", ")})`);
    },
  );
});
