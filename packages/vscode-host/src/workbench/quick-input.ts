import type { Page } from "playwright-core";
import { reach, settled } from "../page/reach.ts";
import { textOf, textsOf, wholly } from "./rows.ts";

export interface QuickItem {
  label: string;
  description: string;
  detail: string;
  /** Has a tick, where several can be chosen. */
  checked: boolean;
}

/** The box at the top: input boxes and pick lists of `vscode.window`. */
export type QuickInput = ReturnType<typeof createQuickInput>;

export function createQuickInput(page: Page) {
  const widget = page.locator(".quick-input-widget:visible");
  const input = widget.locator(".quick-input-box input");
  const rows = widget.locator(".quick-input-list .monaco-list-row");
  const row = (label: string) =>
    rows.filter({ has: page.locator(".label-name", { hasText: wholly(label) }) }).first();
  const heading = () => textOf(widget.locator(".quick-input-title"));
  const button = (name: string) =>
    widget.locator(`.quick-input-titlebar .action-label[aria-label^=${JSON.stringify(name)}]`).first();

  return {
    /** Until it is open; with a title, until it is the one of that title. */
    async opened(title?: string): Promise<void> {
      await input.waitFor();
      if (title !== undefined)
        await settled(
          heading,
          (text) => withoutStep(text) === title,
          `no quick input has the title ${title}`,
        );
    },
    closed: () => widget.waitFor({ state: "hidden" }),
    isOpen: () => widget.isVisible(),
    /** Its title without the step. */
    title: async () => withoutStep(await heading()),
    /** `2/3` of a title that ends with it, else undefined. */
    step: async () => /\((\d+\/\d+)\)$/.exec(await heading())?.[1],
    value: () => input.inputValue(),
    placeholder: async () => (await input.getAttribute("placeholder")) ?? "",
    /** What stands below the box: the prompt, or why the value is not valid. */
    message: () => textOf(widget.locator(".quick-input-message")),
    /** Until the text below the box holds this. */
    async said(text: string | RegExp): Promise<void> {
      await widget.locator(".quick-input-message", { hasText: text }).waitFor();
    },
    /** `error`, `warning` or `info`: how the box is coloured. */
    async severity(): Promise<string> {
      const names = (await widget.locator(".quick-input-box .monaco-inputbox").getAttribute("class")) ?? "";
      return /\b(error|warning|info)\b/.exec(names)?.[1] ?? "";
    },
    isPassword: async () => (await input.getAttribute("type")) === "password",
    /** Puts the text in place of what is there. */
    fill: (text: string) => input.fill(text),
    accept: () => input.press("Enter"),
    /**
     * Gives the box of files that is open a folder, by its path with a slash at the end; `name` is in it.
     * The box writes a path of its own when it opens, takes no key while it looks into a folder, and sometimes
     * goes on to the first name it finds: so all is done again until the box is gone.
     */
    async chooseFolder(path: string, name: string): Promise<void> {
      const title = await heading();
      await reach(async (wait) => {
        if ((await heading()) !== title) return;
        await input.fill(path, { timeout: wait });
        await row(name).waitFor({ timeout: wait });
        await rows.and(page.locator(".focused")).waitFor({ state: "detached", timeout: wait });
        await input.press("Enter", { timeout: wait });
        await settled(heading, (text) => text !== title, `${path} is not taken`, wait);
      });
    },
    /** Esc. */
    cancel: () => input.press("Escape"),
    /** The arrow at the left of the title. */
    back: () => button("Back").click(),
    /** A button of the title bar, by the beginning of its tooltip. */
    press: (name: string) => button(name).click(),
    /** The list's entries that are in sight, without separators. */
    async items(): Promise<QuickItem[]> {
      await rows.first().waitFor();
      return rows.evaluateAll((elements) =>
        elements.map((element) => {
          const text = (selector: string) => element.querySelector(selector)?.textContent?.trim() ?? "";
          return {
            label: text(".label-name"),
            description: text(".label-description"),
            detail: text(".quick-input-list-label-meta"),
            checked: element.querySelector("input[type=checkbox]:checked, .checked") !== null,
          };
        }),
      );
    },
    separators: () => textsOf(widget.locator(".quick-input-list-separator")),
    /** Until the list holds an entry of this label. */
    has: (label: string) => row(label).waitFor(),
    /** Clicks an entry: chooses it, or ticks it where several can be chosen. */
    async pick(label: string): Promise<void> {
      await row(label).click();
    },
    /** A button of an entry, by the beginning of its tooltip. */
    async pressItem(label: string, name: string): Promise<void> {
      await row(label).hover();
      await row(label)
        .locator(`.action-label[aria-label^=${JSON.stringify(name)}]`)
        .click();
    },
    locator: widget,
  };
}

function withoutStep(title: string): string {
  return title.replace(/\s*\(\d+\/\d+\)$/, "");
}
