import type { Page } from "playwright-core";
import type { Palette } from "./palette.ts";

/** Whether the open folder is trusted. With `trust: true` a host opens each in Restricted Mode, and asks nothing. */
export type Trust = ReturnType<typeof createTrust>;

export function createTrust(page: Page, palette: Palette) {
  const mark = page.locator(".statusbar-item:visible", { hasText: "Restricted Mode" });
  const editor = page.locator(".workspace-trust-editor");
  return {
    isRestricted: () => mark.isVisible(),
    /** Until the status bar says Restricted Mode. */
    restricted: () => mark.waitFor(),
    /** Trusts the folder, in the trust editor. */
    async grant(): Promise<void> {
      await palette.run("Workspaces: Manage Workspace Trust");
      await editor.locator(".monaco-button", { hasText: /^Trust$/ }).click();
      await mark.waitFor({ state: "hidden" });
      await page.getByLabel("Close Modal Editor").click();
      await editor.waitFor({ state: "hidden" });
    },
  };
}
