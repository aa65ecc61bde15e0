import type { Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { createLanguageFeatures } from "./language.ts";
import { wholly } from "./rows.ts";

/** The active text editor, used as a person does. */
export type Editor = ReturnType<typeof createEditor>;

export function createEditor(page: Page) {
  const editor = page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  const tab = page.locator(".editor-group-container.active .tab.active");

  const widget = page.locator(".quick-input-widget");
  const input = page.locator(".quick-input-widget:visible .quick-input-box input");

  /** Puts a text in the box at the top and goes on from there; again until it works: what takes the focus closes the box. */
  const quickOpen = (text: string, goOn: (wait: number) => Promise<void>) => {
    let tried = false;
    return reach(async (wait) => {
      // In an open box it would go to the next entry.
      if (!tried || !(await input.isVisible())) await page.keyboard.press("Control+P");
      tried = true;
      await input.fill(text, { timeout: wait });
      await goOn(wait);
    });
  };

  return {
    /** Opens a file by its absolute path and waits until the editor has the focus. */
    async open(path: string): Promise<void> {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const row = page.locator(".quick-input-list .monaco-list-row .label-name", { hasText: wholly(name) });
      await quickOpen(path, async (wait) => {
        await row.first().click({ timeout: wait });
        await tab.filter({ hasText: name }).waitFor({ timeout: wait });
      });
      await widget.waitFor({ state: "hidden" });
      await editor.locator(".view-lines").waitFor();
    },
    /** Puts the caret there; line and column count from 1. */
    async goTo(line: number, column = 1): Promise<void> {
      await quickOpen(`:${line}:${column}`, async (wait) => {
        await input.press("Enter", { timeout: wait });
        await widget.waitFor({ state: "hidden", timeout: wait });
      });
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
