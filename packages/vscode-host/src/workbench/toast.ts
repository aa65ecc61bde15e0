import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { clickTaken } from "./click-taken.ts";
import { textOf, textsOf } from "./rows.ts";

/** A notification at the bottom right. */
export type Toast = ReturnType<typeof createToast>;

/** The toast whose message holds the text; with none, the newest. */
export function createToast(page: Page, text?: string | RegExp) {
  const all = page.locator(".notification-toast:visible");
  const toast = (text === undefined ? all : all.filter({ hasText: text })).first();
  const buttons = toast.locator(".notification-list-item-buttons-container .monaco-button");
  /** What it says may change under the click, and its buttons are made anew then. */
  const press = (name: string | RegExp) =>
    reach((wait) => clickTaken(buttons.filter({ hasText: name }).first(), wait));
  return {
    /** Until it is there. */
    shown: (timeout?: number) => toast.waitFor(timeout === undefined ? {} : { timeout }),
    /** Until it is gone. */
    gone: (timeout?: number) =>
      toast.waitFor({ state: "hidden", ...(timeout === undefined ? {} : { timeout }) }),
    isShown: () => toast.isVisible(),
    message: () => textOf(toast.locator(".notification-list-item-message")),
    /** `info`, `warning` or `error`. */
    async severity(): Promise<string> {
      const names = (await toast.locator(".notification-list-item-icon").getAttribute("class")) ?? "";
      return /codicon-(info|warning|error)/.exec(names)?.[1] ?? "";
    },
    buttons: () => textsOf(buttons),
    press,
    /** A part of a progress bar, in percent; undefined where it has no end in sight. */
    async progress(): Promise<number | undefined> {
      const bar = toast.locator(".monaco-progress-container.active .progress-bit");
      const width = await bar.first().evaluate((element) => (element as HTMLElement).style.width);
      return /^[\d.]+%$/.test(width) && width !== "2%" ? Number.parseFloat(width) : undefined;
    },
    isInProgress: () => toast.locator(".monaco-progress-container.active").isVisible(),
    /** The Cancel button of a progress. */
    cancel: () => press("Cancel"),
    /** Closes it with its cross. */
    async dismiss(): Promise<void> {
      await toast.hover();
      await toast.locator(".codicon-notifications-clear").click();
    },
    locator: toast,
  };
}
