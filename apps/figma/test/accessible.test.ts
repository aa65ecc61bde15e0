import axe from "axe-core";
import type { Browser } from "playwright-core";
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

type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

async function violations(): Promise<readonly string[]> {
  const frame = await desk.figma.frame();
  // As a script of the page: the policy of the manifest allows inline ones.
  await frame.addScriptTag({ content: axe.source });
  return frame.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: Axe };
    const { violations: found } = await checker.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  });
}

it.each(["light", "dark"] as const)("%s: nothing for axe to say, contrast included", async (theme) => {
  desk = await sitDown({ browser, theme, faults: [{ fault: { kind: "moderated" }, nth: 2 }] });
  expect(await violations()).toEqual([]);
  await desk.generate("a red kite");
  await desk.results(1);
  await desk.generate("a red kite again");
  await desk.ui.getByRole("alert").waitFor();
  expect(await violations()).toEqual([]);
  for (const view of ["History", "Settings"]) {
    await desk.ui.getByRole("tab", { name: view }).click();
    expect(await violations()).toEqual([]);
  }
});

it("the keyboard alone: key, prompt, generate, look at the image, back", async () => {
  desk = await sitDown({ browser, key: null });
  const { page } = desk.figma;
  const press = (key: string) => page.keyboard.press(key);
  const focused = async () => {
    const frame = await desk.figma.frame();
    return frame.evaluate(() => document.activeElement?.id || document.activeElement?.className || "");
  };
  const tabTo = async (what: string) => {
    for (let steps = 0; steps < 40; steps += 1) {
      if ((await focused()).includes(what)) return;
      await press("Tab");
    }
    throw new Error(`the Tab key never reaches ${what}`);
  };
  await desk.ui.getByRole("tab", { name: "Create" }).focus();
  await tabTo("sk-key");
  await page.keyboard.type("SG_test");
  await press("Enter");
  await desk.ui.getByLabel("Prompt").waitFor();
  await desk.ui.getByRole("tab", { name: "Create" }).focus();
  await tabTo("sk-prompt");
  await page.keyboard.type("a red kite");
  await press("Control+Enter");
  await desk.results(1);
  await tabTo("sk-picture");
  await press("Enter");
  await desk.ui.getByRole("dialog").waitFor();
  await press("Escape");
  await desk.ui.getByRole("dialog").waitFor({ state: "detached" });
  expect(await focused()).toContain("sk-picture");
});
