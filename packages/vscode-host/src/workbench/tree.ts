import type { Locator, Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { clickTaken } from "./click-taken.ts";
import { type Menu, menuOfRow } from "./menu.ts";
import { wholly } from "./rows.ts";

export interface TreeRow {
  label: string;
  description: string;
  /** 1 is the top. */
  level: number;
}

/** A tree of an extension in the side bar. */
export type Tree = ReturnType<typeof createTree>;

/** @param view the view's title */
export function createTree(page: Page, view: string) {
  const pane = page.locator(".pane", {
    has: page.locator(`.pane-header[aria-label^=${JSON.stringify(view)}]`),
  });
  const rows = pane.locator(".customview-tree .monaco-list-row");
  const row = (label: string | RegExp) =>
    (typeof label === "string"
      ? rows.filter({ has: page.locator(".label-name", { hasText: wholly(label) }) })
      : rows.filter({ hasText: label })
    ).first();
  return {
    /** Opens the view container of this title with its icon in the activity bar. */
    async open(container: string): Promise<void> {
      const icon = page.locator(`.part.activitybar .action-label[aria-label=${JSON.stringify(container)}]`);
      await reach(async (wait) => {
        if (!(await pane.isVisible())) await icon.click({ timeout: wait });
        await pane.waitFor({ timeout: wait });
      });
    },
    async rows(): Promise<TreeRow[]> {
      await rows.first().waitFor();
      return rows.evaluateAll((elements) =>
        elements.map((element) => ({
          label: element.querySelector(".label-name")?.textContent ?? "",
          description: element.querySelector(".label-description")?.textContent ?? "",
          level: Number(element.ariaLevel ?? 1),
        })),
      );
    },
    has: (label: string) => row(label).waitFor(),
    /** Clicks it: opens or folds what has children, runs the command of what has one. */
    press: (label: string) => row(label).click(),
    /**
     * A button at the right of an entry, by the beginning of its tooltip. A pattern names the entry by anything that
     * stands in its row. `effect`: pressed again until this is in sight, where a second press does no harm.
     */
    async pressAction(label: string | RegExp, name: string, effect?: Locator): Promise<void> {
      const button = row(label).locator(`.action-label[aria-label^=${JSON.stringify(name)}]`);
      await reach(async (wait) => {
        if (await effect?.isVisible()) return;
        await row(label).hover({ timeout: wait });
        await clickTaken(button, wait);
        await effect?.waitFor({ timeout: wait });
      });
    },
    /** The hover of an entry, as soon as it holds the text: a list that is drawn anew takes its hover away. */
    async hover(label: string, holds: string | RegExp): Promise<Locator> {
      const hover = page.locator(".monaco-hover:visible").filter({ hasText: holds }).first();
      await reach(async (wait) => {
        await page.mouse.move(0, 0);
        await row(label).hover({ timeout: wait });
        await hover.waitFor({ timeout: wait });
      });
      return hover;
    },
    menu: (label: string): Menu => menuOfRow(page, row(label)),
    locator: pane,
  };
}
