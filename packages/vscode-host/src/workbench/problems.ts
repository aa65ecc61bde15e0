import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";

/** The panel that lists diagnostics. */
export type Problems = ReturnType<typeof createProblems>;

export function createProblems(page: Page) {
  const panel = page.locator(".markers-panel");
  return {
    /** Each as a screen reader says it: severity, message, source, line and column; asks until there are some. */
    async list(): Promise<string[]> {
      const rows = panel.locator(".monaco-list-row[aria-level='2']");
      return reach(async (wait) => {
        if (!(await panel.isVisible())) await page.keyboard.press("Control+Shift+M");
        await rows.first().waitFor({ timeout: wait });
        return rows.evaluateAll((elements) => elements.map((element) => element.ariaLabel ?? ""));
      });
    },
    async close(): Promise<void> {
      if (await panel.isVisible()) await page.keyboard.press("Control+Shift+M");
      await panel.waitFor({ state: "hidden" });
    },
  };
}
