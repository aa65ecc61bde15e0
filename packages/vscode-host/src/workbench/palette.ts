import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { textsOf, wholly } from "./rows.ts";

/** The command palette. */
export type Palette = ReturnType<typeof createPalette>;

// Its list is made when it opens: a command that is registered later shows after it is opened again.
const lookFor = 1500;

export function createPalette(page: Page) {
  const input = page.locator(".quick-input-widget:visible .quick-input-box input");
  const labels = page.locator(".quick-input-list .monaco-list-row .label-name");

  async function open(text: string): Promise<void> {
    await page.keyboard.press("F1");
    await input.waitFor({ timeout: lookFor });
    await input.fill(`>${text}`);
  }

  return {
    /** Runs the command of exactly this title, such as `Seedkit: Show Log`, as soon as the palette offers it. */
    async run(title: string): Promise<void> {
      const label = labels.filter({ hasText: wholly(title) }).first();
      await reach(async () => {
        try {
          await open(title);
          await label.waitFor({ timeout: lookFor });
        } catch (error) {
          await page.keyboard.press("Escape");
          throw error;
        }
      });
      await label.click();
    },
    /** The titles it offers that begin so, such as `Seedkit: `; asks again until `known` is among them. */
    async commands(prefix: string, known?: string): Promise<string[]> {
      const found = await reach(async () => {
        await open(prefix);
        await labels.first().waitFor({ timeout: lookFor });
        const titles = (await textsOf(labels)).filter((label) => label.startsWith(prefix));
        await page.keyboard.press("Escape");
        if (titles.length === 0 || (known !== undefined && !titles.includes(known)))
          throw new Error(`the palette offers ${known ?? prefix} not: ${titles.join(", ")}`);
        return titles;
      });
      return found.sort();
    },
  };
}
