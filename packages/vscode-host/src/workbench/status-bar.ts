import type { Page } from "playwright-core";
import { textOf, textsOf } from "./rows.ts";

/** The bar at the bottom. */
export type StatusBar = ReturnType<typeof createStatusBar>;

export function createStatusBar(page: Page) {
  const all = page.locator(".part.statusbar .statusbar-item:visible");
  return {
    texts: async () => (await textsOf(all)).filter((text) => text !== ""),
    /** The item whose text, or what a screen reader says of it, holds this. */
    item(text: string | RegExp) {
      const pattern = typeof text === "string" ? JSON.stringify(text) : undefined;
      const item = all
        .filter({ hasText: text })
        .or(page.locator(pattern ? `.statusbar-item:visible[aria-label*=${pattern}]` : ".no-such-item"))
        .first();
      return {
        shown: () => item.waitFor(),
        gone: () => item.waitFor({ state: "hidden" }),
        text: () => textOf(item),
        /** Its text and tooltip, as a screen reader says them. */
        spoken: async () => (await item.getAttribute("aria-label")) ?? "",
        press: () => item.locator("a").first().click(),
        locator: item,
      };
    },
  };
}
