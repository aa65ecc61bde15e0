import type { Browser, BrowserContext, Frame, FrameLocator, Page } from "playwright-core";
import type { UiState } from "../api/ui.ts";
import type { FigmaHost } from "../host.ts";
import { cspOf } from "../plugin/network-access.ts";
import { pack, unpack } from "../vm/wire.ts";
import { launchChromium } from "./browser.ts";
import { canvasNodes, relaunchButtons } from "./canvas.ts";
import type { PageCalls, PageDrop } from "./protocol.ts";
import { type Receive, servePage } from "./server.ts";
import { type Theme, themeStyle } from "./theme.ts";
import { nestedDocument, uiDocument } from "./ui-document.ts";

declare global {
  var figmaHostPage: PageCalls;
}

export type FigmaPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Finds things in the plugin's own document. */
  readonly ui: FrameLocator;
  /** The plugin's own frame, once it is there: for `evaluate`. */
  frame(): Promise<Frame>;
  /** Everything the page and the plugin's UI wrote to the console, policy violations among it. */
  readonly console: readonly string[];
  /** Messages of the UI that Figma would not carry, and why. */
  readonly refused: readonly string[];
  /** The user switches the theme while the plugin runs. */
  setTheme(theme: Theme): Promise<void>;
  /** Draws the document as it is now, for screenshots. */
  draw(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Shows a host's plugin in Chromium as Figma does: in a nested frame of the origin `null`, under the policy of its
 * manifest. No request is intercepted: what the UI calls answers for itself, CORS included.
 *
 * @param options.browser A running one; else one is started, and closed with the page.
 */
export async function openFigmaPage(options: {
  readonly host: FigmaHost;
  readonly browser?: Browser;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
}): Promise<FigmaPage> {
  const { host, viewport = { width: 1280, height: 800 } } = options;
  let theme = options.theme ?? "light";
  const refused: string[] = [];
  const receive: Receive = (kind, json, bytes) => {
    if (kind === "refused") return void refused.push(JSON.parse(json));
    if (kind === "press") return host.user.press({ id: JSON.parse(json) });
    const value = unpack({ json, bytes }, () => undefined);
    if (kind === "message") host.send(value);
    else drop(host, value as PageDrop);
  };
  const server = await servePage(host.document.images, receive);
  const browser = options.browser ?? (await launchChromium());
  const context = await browser.newContext({ viewport, colorScheme: theme });
  const page = await context.newPage();
  const console: string[] = [];
  page.on("console", (message) => console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => console.push(`pageerror: ${error.message}`));

  // One call to the page after the other: messages keep their order.
  let calls: Promise<unknown> = Promise.resolve();
  const inOrder = (work: () => Promise<unknown>) => {
    calls = calls.then(work, work).catch((error: Error) => {
      if (!page.isClosed()) console.push(`host: ${error.message}`);
    });
    return calls;
  };

  await context.exposeBinding("figmaHostCall", (_source, kind: string, json: string, parts: string[]) =>
    receive(
      kind,
      json,
      parts.map((part) => new Uint8Array(Buffer.from(part, "base64"))),
    ),
  );
  await page.goto(server.url);

  const showUi = (ui: UiState | undefined, isNew: boolean) =>
    inOrder(() => {
      if (!ui) return page.evaluate(() => globalThis.figmaHostPage.hide());
      const { html, themeColors, ...state } = ui;
      const csp = cspOf(host.plugin.manifest);
      const source = isNew
        ? nestedDocument(uiDocument(html, { csp, theme: themeColors ? theme : undefined }))
        : undefined;
      return page.evaluate(([given, document]) => globalThis.figmaHostPage.show(given, document), [
        state,
        source,
      ] as const);
    });
  const post = (message: unknown) => {
    const packed = pack(
      message,
      () => undefined,
      (kind) => {
        throw new Error(`in postMessage: Cannot unwrap ${kind}`);
      },
    );
    const parts = packed.bytes.map((part) => Buffer.from(part).toString("base64"));
    void inOrder(() =>
      page.evaluate(([json, list]) => globalThis.figmaHostPage.post(json, list), [
        packed.json,
        parts,
      ] as const),
    );
  };
  const stops = [host.onUi((ui, isNew) => void showUi(ui, isNew)), host.traffic.onFromMain(post)];
  await page.evaluate(([name, style]) => globalThis.figmaHostPage.theme(name, style), [
    theme,
    themeStyle(theme),
  ] as const);
  if (host.ui) {
    await showUi(host.ui, true);
    for (const message of host.traffic.fromMain) post(message);
  }

  return {
    page,
    context,
    ui: page.frameLocator("#plugin-ui").frameLocator("iframe"),
    async frame() {
      await calls;
      const body = page.frameLocator("#plugin-ui").frameLocator("iframe").locator("body");
      await body.waitFor({ state: "attached" });
      const frame = page.frames().find((candidate) => candidate.url() === "about:srcdoc");
      if (!frame) throw new Error("the plugin shows no UI");
      return frame;
    },
    console,
    refused,
    async setTheme(next) {
      theme = next;
      await page.emulateMedia({ colorScheme: theme });
      await inOrder(() =>
        page.evaluate(([name, style]) => globalThis.figmaHostPage.theme(name, style), [
          theme,
          themeStyle(theme),
        ] as const),
      );
    },
    async draw() {
      const shown = host.notifications.findLast(({ cancelled }) => !cancelled);
      await inOrder(() =>
        page.evaluate(([nodes, notice, buttons]) => globalThis.figmaHostPage.draw(nodes, notice, buttons), [
          canvasNodes(host),
          shown,
          relaunchButtons(host),
        ] as const),
      );
    },
    async close() {
      for (const stop of stops) stop();
      await context.close();
      if (!options.browser) await browser.close();
      server.close();
    },
  };
}

function drop(host: FigmaHost, { fromCenter, items, files, metadata }: PageDrop): void {
  const { center, zoom } = host.viewport;
  const at = { x: center.x + fromCenter.x / zoom, y: center.y + fromCenter.y / zoom };
  host.user.drop({ ...at, items, files, ...(metadata === undefined ? {} : { metadata }) });
}
