import type { Locator, Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { textsOf, wholly } from "./rows.ts";

/** A context menu that opens on an element. */
export function createMenu(page: Page, open: () => Promise<void>) {
  const menu = page.locator(".monaco-menu:visible").last();
  const items = menu.locator(".action-item .action-label:not(.separator)");

  const opened = () =>
    reach(async (wait) => {
      if (!(await menu.isVisible())) await open();
      await items.first().waitFor({ timeout: wait });
    });

  return {
    /** Its titles, from top to bottom; closes it again. */
    async titles(): Promise<string[]> {
      await opened();
      const titles = await textsOf(items);
      await page.keyboard.press("Escape");
      await menu.waitFor({ state: "hidden" });
      return titles.filter((title) => title !== "");
    },
    /** An entry; with several titles, the last one, of the menus that the others open beside it. */
    async pick(...titles: string[]): Promise<void> {
      await opened();
      const menus = page.locator(".monaco-menu:visible");
      const entry = (title: string) =>
        menus
          .locator(".action-item .action-label:not(.separator)")
          .filter({ hasText: wholly(title) })
          .last();
      // A menu ignores the mouse for half a second after it opens.
      await reach(async (wait) => {
        for (const title of titles) if (await menu.isVisible()) await entry(title).click({ timeout: wait });
        await menus.first().waitFor({ state: "hidden", timeout: 300 });
      });
    },
  };
}

export type Menu = ReturnType<typeof createMenu>;

/** The context menu of an entry of a list or tree, by its right mouse button. */
export function menuOfRow(page: Page, row: Locator): Menu {
  return createMenu(page, async () => {
    await row.click({ button: "right" });
    // A list that is drawn anew under the mouse moves another entry there: the one that got the click has the focus.
    if (await row.and(page.locator(".focused")).isVisible()) return;
    await page.keyboard.press("Escape");
    throw new Error("the context menu is the one of another entry");
  });
}
