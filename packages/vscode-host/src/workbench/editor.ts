import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { createLanguageFeatures } from "./language.ts";
import { wholly } from "./rows.ts";

/** The active text editor, used as a person does. */
export type Editor = ReturnType<typeof createEditor>;

export function createEditor(page: Page) {
  const editor = page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  const tab = page.locator(".editor-group-container.active .tab.active");

  const quickOpen = async (text: string) => {
    const input = page.locator(".quick-input-widget:visible .quick-input-box input");
    await reach(async (wait) => {
      await page.keyboard.press("Control+P");
      await input.waitFor({ timeout: wait });
    });
    await input.fill(text);
    return input;
  };

  return {
    /** Opens a file by its absolute path and waits until the editor has the focus. */
    async open(path: string): Promise<void> {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const row = page.locator(".quick-input-list .monaco-list-row .label-name", { hasText: wholly(name) });
      const input = await quickOpen(path);
      await row.first().waitFor();
      await input.press("Enter");
      await tab.filter({ hasText: name }).waitFor();
      await editor.locator(".view-lines").waitFor();
    },
    /** Puts the caret there; line and column count from 1. */
    async goTo(line: number, column = 1): Promise<void> {
      const input = await quickOpen(`:${line}:${column}`);
      await input.press("Enter");
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    },
    focus: () => editor.click(),
    type: (text: string) => page.keyboard.type(text),
    /** As a paste would: no brackets are closed, no list of suggestions opens. */
    insert: (text: string) => page.keyboard.insertText(text),
    save: () => page.keyboard.press("Control+S"),
    undo: () => page.keyboard.press("Control+Z"),
    title: async () => (await tab.getAttribute("data-resource-name")) ?? "",
    isDirty: () => tab.and(page.locator(".dirty")).isVisible(),
    /** The lines that are in sight. */
    text: () =>
      editor.locator(".view-lines .view-line").evaluateAll((lines) =>
        lines
          .map((line) => ({
            top: Number.parseFloat((line as HTMLElement).style.top),
            text: (line.textContent ?? "").replace(/\u00a0/g, " "),
          }))
          .sort((one, other) => one.top - other.top)
          .map(({ text }) => text)
          .join("\n"),
      ),
    ...createLanguageFeatures(page, editor),
    locator: editor,
  };
}
