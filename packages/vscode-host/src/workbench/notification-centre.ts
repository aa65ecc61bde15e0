import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { textsOf } from "./rows.ts";

/** The list of all notifications that were not dismissed, behind the bell. */
export type NotificationCentre = ReturnType<typeof createNotificationCentre>;

export function createNotificationCentre(page: Page) {
  const centre = page.locator(".notifications-center.visible");
  const bell = page.locator(".statusbar-item#status\\.notifications a");
  const open = () =>
    reach(async (wait) => {
      if (!(await centre.isVisible())) await bell.click({ timeout: wait });
      await centre.waitFor({ timeout: wait });
    });
  return {
    open,
    async messages(): Promise<string[]> {
      await open();
      return textsOf(centre.locator(".notification-list-item-message"));
    },
    /** Dismisses all, and closes. */
    async clear(): Promise<void> {
      await open();
      await centre.locator(".codicon-notifications-clear-all").click();
      await centre.waitFor({ state: "hidden" });
    },
    locator: centre,
  };
}
