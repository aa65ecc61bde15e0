import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Frame, FrameLocator, Page } from "playwright-core";
import { reach } from "../page/reach.ts";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The page of an extension's webview that is in sight. */
export interface Webview {
  /** Until it is loaded. */
  ready(): Promise<void>;
  /** For locators in it. */
  content: FrameLocator;
  /** For `evaluate` in it. */
  frame(): Promise<Frame>;
  /** Its `data-vscode-theme-kind`: `vscode-dark`, `vscode-light`, `vscode-high-contrast`, ... */
  themeKind(): Promise<string>;
  /** Runs axe in it, whatever its content security policy says, and gives what it found fault with. */
  violations(options?: RunOptions): Promise<AxeResults["violations"]>;
}

/** The webview at this place among those in sight, the newest being the last. */
export function createWebview(page: Page, place = -1): Webview {
  const outer = page.locator("iframe.webview.ready:visible");
  const chosen = place < 0 ? outer.last() : outer.nth(place);
  const content = chosen.contentFrame().locator("iframe#active-frame").contentFrame();
  const body = content.locator("body");

  async function frame(): Promise<Frame> {
    await body.waitFor({ state: "attached" });
    const element = await body.elementHandle();
    const owner = await element?.ownerFrame();
    if (!owner) throw new Error("the webview is gone");
    return owner;
  }

  return {
    content,
    frame,
    ready: () => body.waitFor({ state: "attached" }),
    themeKind: async () => (await body.getAttribute("data-vscode-theme-kind")) ?? "",
    async violations(options = {}) {
      const source = readFileSync(axePath, "utf8");
      // A webview that is still filled is loaded anew once.
      return reach(async () => {
        const inside = await frame();
        await inside.evaluate(source);
        const { violations } = await inside.evaluate(runAxe, options);
        return violations;
      });
    },
  };
}

/** Runs in the webview. */
async function runAxe(options: RunOptions): Promise<AxeResults> {
  const { style } = document.documentElement;
  const before = style.background;
  // A frame is transparent, and axe does not see the editor behind it: it would measure contrast on white.
  style.background ||= "var(--vscode-editor-background)";
  try {
    return await Reflect.get(globalThis, "axe").run(document, { resultTypes: ["violations"], ...options });
  } finally {
    style.background = before;
  }
}
