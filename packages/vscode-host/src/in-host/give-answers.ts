import type { Page } from "playwright-core";
import { patience } from "../page/reach.ts";
import { wholly } from "../workbench/rows.ts";

/** Gives the answers that tests in the host ask for to the inputs of the page, one after the other. */
export function createAnswers(page: Page, tell: (problem: string) => void) {
  let last = Promise.resolve();

  async function answer(title: string, text?: string): Promise<void> {
    const heading = page.locator(".quick-input-title", { hasText: wholly(title) });
    const widget = page.locator(".quick-input-widget:visible").filter({ has: heading });
    const input = widget.locator(".quick-input-box input");
    await input.waitFor({ timeout: patience });
    if (text === undefined) await widget.locator(".monaco-list-row").first().waitFor({ timeout: patience });
    else await input.fill(text);
    await input.press("Enter");
  }

  return {
    give(title: string, text?: string): void {
      last = last
        .then(() => answer(title, text))
        .catch((error: unknown) => tell(`no answer could be given to "${title}": ${error}`));
    },
  };
}
