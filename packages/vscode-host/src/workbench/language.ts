import type { Locator, Page } from "playwright-core";
import { reach } from "../page/reach.ts";
import { literally, textOf, textsOf, wholly } from "./rows.ts";

/** What extensions show in the active editor: lenses, hovers, fixes, suggestions, squiggles. */
export function createLanguageFeatures(page: Page, editor: Locator) {
  const lenses = editor.locator(".codelens-decoration a");
  const anyHover = page
    .locator(".monaco-hover:not(.hidden):visible")
    .filter({ has: page.locator(".hover-contents") });
  const widget = page.locator(".action-widget:visible");
  const fixes = widget.locator(".monaco-list-row.action .title");
  const suggestions = page.locator(".suggest-widget.visible .monaco-list-row .label-name");

  const openFixes = () =>
    reach(async (wait) => {
      if (!(await widget.isVisible())) await page.keyboard.press("Control+.");
      await fixes.first().waitFor({ timeout: wait });
    });

  return {
    /** The CodeLenses in sight, from top to bottom. */
    lenses: () => textsOf(lenses),
    /** Until a lens holds the text. */
    hasLens: (text: string | RegExp) => lenses.filter({ hasText: text }).first().waitFor(),
    pressLens: (text: string | RegExp) => lenses.filter({ hasText: text }).first().click(),

    /**
     * Rests the mouse on a text and gives the hover that opens.
     * @param holds what it has to hold; a hover fills as its providers answer
     */
    async hover(text: string, holds: string | RegExp = ""): Promise<{ text: string; locator: Locator }> {
      // A string as a pattern: Playwright would not care about case.
      const pattern = typeof holds === "string" ? literally(holds) : holds;
      const hover = anyHover.filter({ hasText: pattern }).first();
      await reach(async (wait) => {
        const { x, y } = await middleOf(editor, text);
        // From elsewhere: a mouse that rests already opens nothing.
        await page.mouse.move(x + 60, y + 60);
        await page.mouse.move(x, y, { steps: 4 });
        await hover.waitFor({ timeout: wait + 1000 });
      });
      return { text: await textOf(hover), locator: hover };
    },

    /** The Quick Fixes at the caret; asks again until there are some. Leaves the menu closed. */
    async fixes(): Promise<string[]> {
      await openFixes();
      const titles = await textsOf(fixes);
      await page.keyboard.press("Escape");
      await widget.waitFor({ state: "hidden" });
      return titles;
    },
    /** Applies the Quick Fix of exactly this title at the caret, as soon as it is offered. */
    async fix(title: string): Promise<void> {
      const wanted = fixes.filter({ hasText: wholly(title) }).first();
      await reach(async (wait) => {
        await openFixes();
        try {
          await wanted.click({ timeout: wait });
          await widget.waitFor({ state: "hidden", timeout: wait });
        } catch (error) {
          await page.keyboard.press("Escape");
          throw error;
        }
      });
    },

    /** What is suggested at the caret. Leaves the list open: `suggest` takes one. */
    async suggestions(): Promise<string[]> {
      await reach(async (wait) => {
        if (!(await suggestions.first().isVisible())) await page.keyboard.press("Control+Space");
        await suggestions.first().waitFor({ timeout: wait });
      });
      return textsOf(suggestions);
    },
    takeSuggestion: (label: string) =>
      suggestions
        .filter({ hasText: wholly(label) })
        .first()
        .click(),

    /** How many stretches of text are underlined. */
    squiggles: (severity: "error" | "warning" | "info") => editor.locator(`.squiggly-${severity}`).count(),
    /** Until something is underlined. */
    hasSquiggle: (severity: "error" | "warning" | "info") =>
      editor.locator(`.squiggly-${severity}`).first().waitFor(),
  };
}

/** Where a text stands on the page, in px. */
async function middleOf(editor: Locator, text: string): Promise<{ x: number; y: number }> {
  return editor.locator(".view-lines").evaluate((lines, wanted) => {
    for (const line of lines.querySelectorAll(".view-line")) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const parts: { node: Node; from: number }[] = [];
      let whole = "";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        parts.push({ node, from: whole.length });
        whole += (node.textContent ?? "").replace(/\u00a0/g, " ");
      }
      const at = whole.indexOf(wanted);
      if (at === -1) continue;
      const middle = at + Math.floor(wanted.length / 2);
      const part = parts.findLast(({ from }) => from <= middle);
      if (!part) continue;
      const range = document.createRange();
      range.setStart(part.node, middle - part.from);
      range.setEnd(part.node, Math.min(middle - part.from + 1, part.node.textContent?.length ?? 0));
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }
    throw new Error(`the editor does not show "${wanted}"`);
  }, text);
}
