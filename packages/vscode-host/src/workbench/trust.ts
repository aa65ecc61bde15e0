import type { Page } from "playwright-core";
import { createDialog } from "./dialog.ts";
import type { Palette } from "./palette.ts";

/** Whether the open folder is trusted; for hosts that were started with `trust: true`. */
export type Trust = ReturnType<typeof createTrust>;

export function createTrust(page: Page, palette: Palette) {
  const dialog = createDialog(page);
  const restricted = page.locator(".statusbar-item:visible", { hasText: "Restricted Mode" });
  return {
    /** Answers the question that comes up when a folder is opened. */
    async answer(trusted: boolean): Promise<void> {
      await dialog.shown();
      await dialog.press(trusted ? /^Yes/ : /^No/);
    },
    isRestricted: () => restricted.isVisible(),
    /** Until the status bar says Restricted Mode. */
    restricted: () => restricted.waitFor(),
    /** Trusts the folder later on, in the trust editor. */
    async grant(): Promise<void> {
      await palette.run("Workspaces: Manage Workspace Trust");
      const editor = page.locator(".workspace-trust-editor");
      await editor
        .locator(".workspace-trust-buttons-row .monaco-button", { hasText: /^Trust$/ })
        .first()
        .click();
      await restricted.waitFor({ state: "hidden" });
      await page.keyboard.press("Control+F4");
    },
  };
}
