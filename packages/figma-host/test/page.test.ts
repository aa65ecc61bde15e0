import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createFigmaHost,
  type FigmaHost,
  type FigmaPage,
  launchChromium,
  openFigmaPage,
} from "../src/index.ts";
import { buildFixture, picture } from "./fixture.ts";

// Run where CHROME_PATH names a Chromium, or Debian's is installed.
let browser: Browser;
let api: Server;
let apiUrl: string;
let host: FigmaHost;
let figma: FigmaPage;
const seen: { method: string | undefined; origin: string | undefined }[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  const bytes = await picture(40, 30);
  api = createServer((request, response) => {
    seen.push({ method: request.method, origin: request.headers.origin });
    const allow =
      request.url === "/open"
        ? { "access-control-allow-origin": "*", "access-control-allow-headers": "*" }
        : {};
    response
      .writeHead(200, { ...allow, "content-type": "image/png" })
      .end(request.method === "OPTIONS" ? "" : bytes);
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await figma.close();
  host.dispose();
});
afterAll(async () => {
  await browser.close();
  api.close();
});

const open = async (theme: "light" | "dark" = "light", allowed = [apiUrl]) => {
  seen.length = 0;
  host = createFigmaHost({ plugin: await buildFixture(allowed), command: "open" });
  figma = await openFigmaPage({ host, browser, theme });
  await host.run();
  await figma.ui.getByText("ready in figma").waitFor();
};

describe("the UI of a built plugin", { timeout: 10_000 }, () => {
  it("calls an API of another port with real CORS, and its image is on the canvas", async () => {
    await open();
    await figma.ui.getByLabel("API").fill(`${apiUrl}/open`);
    await figma.ui.getByRole("button", { name: "Generate" }).click();
    await figma.ui.getByText(/^inserted/).waitFor();
    expect(host.document.find("a fox").props).toMatchObject({ width: 40, height: 30 });
    expect(seen).toEqual([
      { method: "OPTIONS", origin: "null" },
      { method: "POST", origin: "null" },
    ]);
    await figma.draw();
    expect(await figma.page.locator(".node.selected").count()).toBe(1);
  });

  it("is refused by an API that allows no foreign origin, and by the manifest's policy", async () => {
    await open();
    await figma.ui.getByLabel("API").fill(`${apiUrl}/closed`);
    await figma.ui.getByRole("button", { name: "Generate" }).click();
    await figma.ui.getByText("no network: Failed to fetch").waitFor();
    expect(figma.console.join("\n")).toContain("CORS");
    await figma.close();
    await open("light", []);
    await figma.ui.getByLabel("API").fill(`${apiUrl}/open`);
    await figma.ui.getByRole("button", { name: "Generate" }).click();
    await figma.ui.getByText("no network: Failed to fetch").waitFor();
    expect(figma.console.join("\n")).toContain("Content Security Policy");
    expect(seen).toEqual([]);
  });

  it("lives in an opaque origin that is no secure context and has no storage", async () => {
    await open();
    const frame = await figma.frame();
    const found = await frame.evaluate(() => {
      const tried = (work: () => unknown) => {
        try {
          return String(work());
        } catch (error) {
          return error instanceof Error ? error.name : "";
        }
      };
      return {
        origin: globalThis.origin,
        secure: globalThis.isSecureContext,
        storage: tried(() => globalThis.localStorage.length),
        uuid: tried(() => crypto.randomUUID()),
        subtle: String(crypto.subtle),
      };
    });
    expect(found).toEqual({
      origin: "null",
      secure: false,
      storage: "SecurityError",
      uuid: "TypeError",
      subtle: "undefined",
    });
  });

  it("wears Figma's theme, and changes it while it runs", async () => {
    await open("dark");
    const frame = await figma.frame();
    const background = () => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe("rgb(44, 44, 44)");
    await figma.setTheme("light");
    await expect.poll(background).toBe("rgb(255, 255, 255)");
    expect(await frame.evaluate(() => document.documentElement.className)).toBe("figma-light");
  });

  it("drops onto the canvas what it drags", async () => {
    await open();
    const frame = await figma.frame();
    const bytes = [...(await picture(20, 20))];
    await frame.evaluate((list) => {
      const files = [new File([new Uint8Array(list)], "dragged.png", { type: "image/png" })];
      parent.postMessage({ pluginDrop: { clientX: -100, clientY: 60, items: [], files } }, "*");
    }, bytes);
    await host.traffic.next(({ type }: { type: string }) => type === "selection");
    expect(host.document.find("dragged.png").props.width).toBe(20);
  });

  it("carries plain data only", async () => {
    await open();
    const frame = await figma.frame();
    await frame.evaluate(() => parent.postMessage({ pluginMessage: { blob: new Blob(["x"]) } }, "*"));
    await expect.poll(() => figma.refused).toEqual(["Figma does not carry a Blob"]);
  });

  it("is gone when the plugin closes, and still works offline while it is there", async () => {
    await open();
    await figma.context.setOffline(true);
    const frame = await figma.frame();
    expect(await frame.evaluate(() => navigator.onLine)).toBe(false);
    await frame.evaluate(() => parent.postMessage({ pluginMessage: { type: "close" } }, "*"));
    await figma.page.locator("#plugin-ui").waitFor({ state: "detached" });
    expect(host.closedWith).toBe("Bye");
  });
});
