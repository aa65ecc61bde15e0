import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
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
  const row = (label: string) =>
    rows.filter({ has: page.locator(".label-name", { hasText: wholly(label) }) }).first();
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
    /** A button at the right of an entry, by the beginning of its tooltip. */
    async pressAction(label: string, name: string): Promise<void> {
      await row(label).hover();
      await row(label)
        .locator(`.action-label[aria-label^=${JSON.stringify(name)}]`)
        .click();
    },
    menu: (label: string): Menu => menuOfRow(page, row(label)),
    locator: pane,
  };
}
