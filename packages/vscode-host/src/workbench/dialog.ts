import type { Page } from "playwright-core";
import { textOf, textsOf } from "./rows.ts";

/** A modal dialog over the whole window. */
export type Dialog = ReturnType<typeof createDialog>;

export function createDialog(page: Page) {
  const dialog = page.locator(".monaco-dialog-box");
  const buttons = dialog.locator(".dialog-buttons .monaco-button");
  return {
    shown: () => dialog.waitFor(),
    gone: () => dialog.waitFor({ state: "hidden" }),
    message: () => textOf(dialog.locator(".dialog-message")),
    detail: () => textOf(dialog.locator(".dialog-message-detail")),
    buttons: () => textsOf(buttons),
    async press(name: string | RegExp): Promise<void> {
      await buttons.filter({ hasText: name }).first().click();
      await dialog.waitFor({ state: "hidden" });
    },
    locator: dialog,
  };
}
