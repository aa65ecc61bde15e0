import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import type { Palette } from "./palette.ts";
import { wholly } from "./rows.ts";

export type Theme = "dark" | "light" | "high-contrast" | "high-contrast-light";

/** The theme's name in the picker, and the class that the workbench wears in it. */
export const themes = {
  dark: { label: "Dark Modern", marker: "vs-dark" },
  light: { label: "Light Modern", marker: "vs" },
  "high-contrast": { label: "Dark High Contrast", marker: "hc-black" },
  "high-contrast-light": { label: "Light High Contrast", marker: "hc-light" },
} satisfies Record<Theme, { label: string; marker: string }>;

/** Changes the colours as a person does: what is open stays as it is. */
export function createThemePicker(page: Page, palette: Palette) {
  const picker = page.locator(".quick-input-widget:visible");
  return async (theme: Theme): Promise<void> => {
    const { label, marker } = themes[theme];
    const row = picker.locator(".monaco-list-row .label-name", { hasText: wholly(label) }).first();
    await palette.run("Preferences: Color Theme");
    await reach(async (wait) => {
      if (!(await picker.isVisible())) await palette.run("Preferences: Color Theme");
      // The list is filled twice: what is typed before would be lost.
      await picker.locator("input").first().fill(label, { timeout: wait });
      await row.click({ timeout: wait });
    });
    await picker.waitFor({ state: "hidden" });
    await page.locator(`.monaco-workbench.${marker}`).waitFor();
  };
}
