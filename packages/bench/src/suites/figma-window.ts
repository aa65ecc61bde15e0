import { createFigmaHost, launchChromium, loadPlugin, openFigmaPage, type Plugin } from "@seedkit/figma-host";
import type { Browser } from "playwright-core";

/** How long windows took, ms. */
export type Opened = {
  readonly panel: readonly number[];
  /** A window with a text area alone: what Chromium and the host take by themselves. */
  readonly bare: readonly number[];
  /** The panel again, counted from the start of the plugin's code: reading the storage is in it. */
  readonly fromRun: readonly number[];
};

const bareHtml = '<!doctype html><html><head></head><body><textarea id="sk-prompt"></textarea></body></html>';

/** Opens the plugin's window again and again, and each time a bare one beside it. */
export async function openWindows(folder: string, rounds: number): Promise<Opened> {
  const plugin = await loadPlugin(folder);
  const bare = { ...plugin, html: bareHtml, uiFiles: { ui: bareHtml } };
  const browser = await launchChromium();
  const opened = { panel: [] as number[], bare: [] as number[], fromRun: [] as number[] };
  // The first one warms Chromium up.
  await openWindow(browser, bare);
  for (let round = 0; round < rounds; round += 1) {
    const panel = await openWindow(browser, plugin);
    opened.panel.push(panel.fromDocument);
    opened.fromRun.push(panel.fromRun);
    opened.bare.push((await openWindow(browser, bare)).fromDocument);
  }
  await browser.close();
  return opened;
}

async function openWindow(
  browser: Browser,
  plugin: Plugin,
): Promise<{ fromDocument: number; fromRun: number }> {
  const host = createFigmaHost({ plugin, clientStorage: new Map([["key", "SG_bench"]]) });
  const page = await openFigmaPage({ host, browser });
  await page.context.setOffline(true);
  await page.context.addInitScript({ content: typeAtOnce });
  // Told on the console: a look into the frame from outside would take the time that is measured.
  const told = page.page.waitForEvent("console", (message) => message.text().startsWith("typed"));
  const began = Date.now();
  await host.run({ command: "open" });
  const [, typedAt = 0, origin = 0] = (await told).text().split(" ").map(Number);
  await host.idle();
  const text = await page.ui.locator("#sk-prompt").inputValue();
  if (text !== "x") throw new Error(`The prompt should hold what was typed, and holds "${text}"`);
  await page.close();
  host.dispose();
  return { fromDocument: typedAt, fromRun: origin + typedAt - began };
}

// Runs in the plugin's window: types as soon as there is a prompt, and notes when the letter is drawn.
const typeAtOnce = `const watcher = new MutationObserver(() => {
  const prompt = document.querySelector("#sk-prompt");
  if (!prompt) return;
  watcher.disconnect();
  prompt.focus();
  document.execCommand("insertText", false, "x");
  requestAnimationFrame(() => setTimeout(() => {
    if (prompt.isConnected && prompt.value === "x")
      console.log("typed", performance.now(), performance.timeOrigin);
  }));
});
watcher.observe(document, { childList: true, subtree: true });`;
