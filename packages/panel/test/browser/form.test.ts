import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { executablePath, type Site, startSite } from "./page.ts";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const gif = Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAA=", "base64");
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? "");

describe.skipIf(!executablePath)("the form in Chromium", () => {
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

  const names = (page: Page) =>
    page.locator(".sk-reference").evaluateAll((items) => items.map((item) => item.ariaLabel?.split(",")[0]));

  test("references come by file, paste, drop and from the host, and move by keyboard", async () => {
    const page = await site.open("state=empty");
    const file = (name: string) => ({ name, mimeType: "image/gif", buffer: gif });
    await page.locator("input[type=file]").setInputFiles([file("one.gif"), file("two.gif")]);
    await page.locator(".sk-reference").nth(1).waitFor();
    const give = (type: "paste" | "drop", name: string) =>
      page.locator(".sk-references").evaluate(
        (target, [kind, file, base64]) => {
          const data = new DataTransfer();
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          data.items.add(new File([bytes], file, { type: "image/gif" }));
          const init = { bubbles: true, cancelable: true };
          target.dispatchEvent(
            kind === "paste"
              ? new ClipboardEvent(kind, { ...init, clipboardData: data })
              : new DragEvent(kind, { ...init, dataTransfer: data }),
          );
        },
        [type, name, gif.toString("base64")] as const,
      );
    await give("paste", "three.gif");
    await page.locator(".sk-reference").nth(2).waitFor();
    await give("drop", "four.gif");
    await page.locator(".sk-reference").nth(3).waitFor();
    await page.getByRole("button", { name: "From selection" }).click();
    await expect.poll(() => names(page)).toEqual(["one.gif", "two.gif", "three.gif", "four.gif", "Hero"]);

    await page.locator(".sk-reference").first().focus();
    await page.keyboard.press("Alt+ArrowRight");
    await expect.poll(() => names(page)).toEqual(["two.gif", "one.gif", "three.gif", "four.gif", "Hero"]);
    await expect.poll(() => focused(page)).toBe("one.gif, 2 of 5");
    expect(await page.getByRole("status").first().textContent()).toBe("one.gif, position 2 of 5.");
    await page.keyboard.press("Delete");
    await expect.poll(() => names(page)).toEqual(["two.gif", "three.gif", "four.gif", "Hero"]);
    await expect.poll(() => focused(page)).toBe("three.gif, 2 of 4");
    await page.getByRole("button", { name: "Move Hero earlier" }).click();
    await expect.poll(() => names(page)).toEqual(["two.gif", "three.gif", "Hero", "four.gif"]);
    await page.locator(".sk-item").last().dragTo(page.locator(".sk-item").first());
    await expect.poll(() => names(page)).toEqual(["four.gif", "two.gif", "three.gif", "Hero"]);
  });

  test("what is no image is named and left out", async () => {
    const page = await site.open("state=empty");
    const buffer = Buffer.from("plain text");
    await page
      .locator("input[type=file]")
      .setInputFiles([{ name: "notes.txt", mimeType: "text/plain", buffer }]);
    await page.getByText("Not an image: notes.txt.").first().waitFor();
    expect(await page.locator(".sk-reference").count()).toBe(0);
  });

  test("a custom size shows what will come of it while it is typed, and says what is wrong", async () => {
    const page = await site.open("state=custom");
    await page.getByText("Gives 2176 × 1728").waitFor();
    await page.getByLabel("Width in pixels").fill("3200");
    await page.getByText("Gives 3200 × 1216").waitFor();
    await page.getByRole("button", { name: "Swap width and height" }).click();
    expect(await page.getByLabel("Height in pixels").inputValue()).toBe("3200");
    await page.getByLabel("Width in pixels").fill("300");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => page.getByLabel("Width in pixels").getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(".sk-pending").count()).toBe(0);
  });

  test("Enter of an input method confirms a word and sends nothing", async () => {
    const page = await site.open("state=empty");
    await page.getByLabel("Prompt").fill("茶器");
    const press = (isComposing: boolean, keyCode: number) =>
      page.getByLabel("Prompt").evaluate(
        (field, more) => {
          field.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, ...more }),
          );
        },
        { isComposing, keyCode },
      );
    await press(true, 13);
    await press(false, 229);
    expect(await page.locator(".sk-run").count()).toBe(0);
    await press(false, 13);
    await page.locator(".sk-run").waitFor();
  });

  test("everything is reached and done by keyboard, in the order it is seen", async () => {
    const page = await site.open("state=running");
    await page.locator(".sk-pending").first().waitFor();
    await page.getByRole("tab", { name: "Create" }).focus();
    const order: string[] = [];
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent?.trim().slice(0, 30) ?? "";
      });
      const id = await page.evaluate(() => document.activeElement?.id ?? "");
      order.push(id || name);
      if (name === "Generate") break;
    }
    const expected = ["sk-prompt", "Add images", "From selection", "sk-model", "2K", "Match input image"];
    expect(order.filter((name) => expected.includes(name))).toEqual(expected);
    expect(order.slice(-5)).toEqual([
      ...["Insert", "Cancel this image", "Cancel this image", "Cancel this image", "Generate"],
    ]);
    await page.getByRole("tab", { name: "Create" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "History", selected: true }).waitFor();
  });

  test("a cleared number stays cleared while it is typed", async () => {
    const page = await site.open("state=empty");
    const count = page.getByRole("spinbutton", { name: "Images" });
    await count.fill("");
    await count.pressSequentially("12");
    expect(await page.locator(".sk-price").textContent()).toBe("$0.48");
  });

  const shown = ["first-run", "form", "custom", "destinations", "running", "results", "history", "settings"];
  const failed = ["invalid", "error-key", "error-unsure", "error-kept", "error-budget"];
  /** What axe finds, each with the elements; all rules of WCAG 2.2 AA, or the ones that are named. */
  const violations = (page: Page, rules?: readonly string[]) =>
    page.evaluate(async (named) => {
      const { run } = (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe;
      const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
      // The page around the panel is the host's.
      const off = { "page-has-heading-one": { enabled: false }, region: { enabled: false } };
      const found = await run(named ? { runOnly: named } : { runOnly: tags, rules: off });
      if (found.passes.length === 0) return ["nothing was looked at"];
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    }, rules);

  test.each([...shown, ...failed])("axe finds nothing, in light and in dark: %s", async (state) => {
    const page = await site.open(`state=${state}`, { reducedMotion: "reduce" });
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(axe);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, ["color-contrast"])).toEqual([]);
  });

  test.each(["form", "running", "settings", "error-unsure"])(
    "axe finds nothing in forced colors: %s",
    async (state) => {
      const page = await site.open(`state=${state}`, { reducedMotion: "reduce", forcedColors: "active" });
      await page.evaluate(axe);
      expect(await violations(page)).toEqual([]);
    },
  );

  test("nothing moves where motion is not wanted", async () => {
    const page = await site.open("state=results", { reducedMotion: "reduce" });
    await page.locator(".sk-picture img").first().waitFor();
    const motion = await page
      .locator(".sk-picture img")
      .first()
      .evaluate((image) => getComputedStyle(image).animationName);
    expect(motion).toBe("none");
    expect(await page.locator(".sk-scroll").evaluate((area) => getComputedStyle(area).scrollBehavior)).toBe(
      "auto",
    );
  });

  test("a host's own colors replace all of the panel's", async () => {
    const page = await site.open("state=form");
    await page.evaluate(() => document.documentElement.style.setProperty("--seedkit-bg", "rgb(1, 2, 3)"));
    expect(await page.locator(".seedkit").evaluate((panel) => getComputedStyle(panel).backgroundColor)).toBe(
      "rgb(1, 2, 3)",
    );
  });

  test.each([280, 320, 480, 900])("nothing is cut off at %i px", async (width) => {
    const page = await site.open("state=form", { viewport: { width, height: 640 } });
    const overflow = await page.locator(".sk-scroll").evaluate((area) => area.scrollWidth - area.clientWidth);
    expect(overflow).toBe(0);
  });
});
