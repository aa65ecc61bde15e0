import type { Page } from "playwright-core";
import { patience, reach } from "../page/reach.ts";
import { textsOf, wholly } from "./rows.ts";

/** The command palette. */
export type Palette = ReturnType<typeof createPalette>;

export function createPalette(page: Page) {
  const input = page.locator(".quick-input-widget:visible .quick-input-box input");
  const labels = page.locator(".quick-input-list .monaco-list-row .label-name");

  /** Its list is made when it opens: a command that is registered later shows after it is opened again. */
  async function open(text: string, wait: number): Promise<void> {
    await page.keyboard.press("F1");
    await input.waitFor({ timeout: wait });
    await input.fill(`>${text}`, { timeout: wait });
    await labels.first().waitFor({ timeout: wait });
  }

  async function close(): Promise<void> {
    if (!(await input.isVisible())) return;
    await page.keyboard.press("Escape");
    await input.waitFor({ state: "hidden", timeout: patience });
  }

  return {
    /** Runs the command of exactly this title, such as `Seedkit: Show Log`, as soon as the palette offers it. */
    async run(title: string): Promise<void> {
      const label = labels.filter({ hasText: wholly(title) }).first();
      await reach(async (wait) => {
        try {
          await open(title, wait);
          await label.waitFor({ timeout: wait });
        } catch (error) {
          await close();
          throw error;
        }
      });
      // Once: a click that a busy machine takes late would be taken twice.
      await label.click({ timeout: patience });
    },
    /** The titles it offers that begin so, such as `Seedkit: `; asks again until `known` is among them. */
    async commands(prefix: string, known?: string): Promise<string[]> {
      const found = await reach(async (wait) => {
        await open(prefix, wait);
        const titles = (await textsOf(labels)).filter((label) => label.startsWith(prefix));
        await close();
        if (titles.length === 0 || (known !== undefined && !titles.includes(known)))
          throw new Error(`the palette offers ${known ?? prefix} not: ${titles.join(", ")}`);
        return titles;
      });
      return found.sort();
    },
  };
}
