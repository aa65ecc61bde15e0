import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator, createVirtualClock, type Emulator, type EmulatorOptions } from "@seedkit/emulator";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build } from "vite";

const demo = fileURLToPath(new URL("../../demo/", import.meta.url));
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};
// As strict as a webview: nothing inline, nothing from elsewhere but the service.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src blob: data: http://127.0.0.1:*; connect-src http://127.0.0.1:* http://localhost:*";

export const executablePath = process.env.CHROME_PATH;
export const key = "sk-secret-key-4711";

export type Site = {
  /** Opens the demo page with a query; a problem on the page fails the test at `close`. */
  open(query: string, options?: BrowserContextOptions): Promise<Page>;
  /** An emulator on a port of its own, whose time stands still until it is moved. */
  emulator(options?: EmulatorOptions): Promise<Emulator & { advance(ms: number): void }>;
  /** What the pages said against themselves: script errors and broken policies. */
  readonly complaints: string[];
  /** Ends what one test opened. */
  tidy(): Promise<void>;
  close(): Promise<void>;
};

/** Builds the demo page and serves it under a strict policy, with a Chromium to look at it. */
export async function startSite(): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), "seedkit-panel-"));
  await build({ root: demo, logLevel: "error", build: { outDir } });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    const path = join(outDir, pathname === "/" ? "index.html" : pathname);
    const body = await readFile(path).catch(() => undefined);
    response.writeHead(body ? 200 : 404, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await chromium.launch({
    executablePath: executablePath ?? "",
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
      ...["--disable-background-networking", "--disable-component-update"],
    ],
  });
  const emulators: Emulator[] = [];
  const complaints: string[] = [];

  return {
    complaints,
    async open(query, options = {}) {
      const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${port}/?${query}`);
      await page.locator(".sk-top, .sk-compare").first().waitFor();
      return page;
    },
    async emulator(options = {}) {
      const clock = createVirtualClock();
      clock.busy();
      const emulator = await createEmulator({ port: 0, pixels: "plain", clock, ...options });
      emulators.push(emulator);
      // Not a copy: the journal is read anew each time.
      return Object.assign(emulator, { advance: clock.advance });
    },
    async tidy() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await Promise.all(emulators.splice(0).map((emulator) => emulator.close()));
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
