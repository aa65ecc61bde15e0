import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { createMenu, type Menu, menuOfRow } from "./menu.ts";
import { textsOf, wholly } from "./rows.ts";

/** The files of the folder, at the left. */
export type Explorer = ReturnType<typeof createExplorer>;

export function createExplorer(page: Page) {
  const view = page.locator(".explorer-folders-view");
  const label = (name: string) => page.locator(".explorer-item .label-name", { hasText: wholly(name) });
  const row = (name: string) =>
    view
      .locator(".monaco-list-row")
      .filter({ has: label(name) })
      .first();

  const open = () =>
    reach(async (wait) => {
      if (!(await view.isVisible())) await page.keyboard.press("Control+Shift+E");
      await view.waitFor({ timeout: wait });
    });

  /** The entry's own row, with its folders opened above it. */
  async function find(path: string) {
    await open();
    const names = path.split("/");
    for (const folder of names.slice(0, -1)) {
      await row(folder).waitFor();
      if ((await row(folder).getAttribute("aria-expanded")) === "false") await row(folder).click();
    }
    const found = row(names.at(-1) ?? path);
    await found.waitFor();
    return found;
  }

  return {
    open,
    /** The names in sight, folders among them. */
    async names(): Promise<string[]> {
      await open();
      return textsOf(view.locator(".explorer-item .label-name"));
    },
    /** Until the entry is there; a path names its folders too: `images/fox.png`. */
    has: async (path: string) => void (await find(path)),
    /** Selects one entry, or several with Ctrl. */
    async select(...paths: string[]): Promise<void> {
      await reach(async () => {
        for (const [index, path] of paths.entries()) {
          const found = await find(path);
          await found.click(index === 0 ? {} : { modifiers: ["Control"] });
        }
        // A file that a click opened may take the selection for itself.
        for (const path of paths) {
          const selected = await (await find(path)).getAttribute("aria-selected");
          if (selected !== "true") throw new Error(`${path} is not selected in the explorer`);
        }
      });
    },
    /** The context menu of an entry; of all that are selected, where it is one of them. */
    async menu(path: string): Promise<Menu> {
      return menuOfRow(page, await find(path));
    },
    /** The context menu of the folder that is open. */
    folderMenu(): Menu {
      return createMenu(page, async () => {
        await open();
        const box = await view.boundingBox();
        if (!box) throw new Error("the explorer is not in sight");
        await page.mouse.click(box.x + box.width / 2, box.y + box.height - 8, { button: "right" });
      });
    },
    /** The letter that decorates an entry, empty where it has none. */
    async badge(path: string): Promise<string> {
      const found = await find(path);
      return found.locator(".explorer-item").evaluate((element) => {
        const badge = getComputedStyle(element, "::after").content;
        return badge === "none" || badge === "normal" ? "" : badge.replace(/^"|"$/g, "");
      });
    },
    /** Its path and what its decorations mean, as its hover says. */
    async spoken(path: string): Promise<string> {
      return (await (await find(path)).locator(".explorer-item").getAttribute("aria-label")) ?? "";
    },
    locator: view,
  };
}
