import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./browser.ts";

export interface PageOptions {
  /** One to share; without it one is started, and closed with the page. */
  browser?: Browser;
  /** @default 1280 x 800 px */
  viewport?: { width: number; height: number };
  /** What the operating system prefers; the workbench follows only where its settings say so. */
  colorScheme?: "dark" | "light";
  /** The language of the browser, and so of extensions (`vscode.env.language`): `de`. @default "en" */
  locale?: string;
}

/** A browser page of its own context, and what went on in it. */
export interface BrowserPage {
  page: Page;
  context: BrowserContext;
  /** The console's lines, the extension host's among them. */
  console: string[];
  /** Requests to anywhere but this machine: all were refused. */
  refused: string[];
  close(): Promise<void>;
}

/** A page with a clipboard and no network but this machine. */
export async function openPage(options: PageOptions = {}): Promise<BrowserPage> {
  const browser = options.browser ?? (await launchChromium());
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? "dark",
    locale: options.locale ?? "en",
    // What moves is drawn anew for each frame, by the CPU.
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    // The server would press 19 MB of workbench for each page anew.
    extraHTTPHeaders: { "accept-encoding": "identity" },
  });
  const page = await context.newPage();
  const lines: string[] = [];
  const refused: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("requestfailed", (request) => {
    if (isElsewhere(request.url())) refused.push(request.url());
  });
  return {
    page,
    context,
    console: lines,
    refused,
    async close() {
      await context.close();
      if (!options.browser) await browser.close();
    },
  };
}

function isElsewhere(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return /^(http|ws)s?:$/.test(protocol) && !/^(127\.0\.0\.1|(.*\.)?localhost)$/.test(hostname);
}
