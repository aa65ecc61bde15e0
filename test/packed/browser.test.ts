import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { bundle } from "./bundle.ts";
import { startEmulator } from "./emulator-process.ts";
import { servePages } from "./pages.ts";

const folder = inject("installed");
const executablePath = process.env.CHROME_PATH;

// Runs wherever it is loaded and tells what it saw; the emulator is another origin, so CORS is real.
const program = `
  import { createClient, listModels } from "@seedkit/core";
  globalThis.generate = async (baseUrl) => {
    const seedkit = createClient({ apiKey: "browser", baseUrl });
    const reference = new Blob([Uint8Array.from(atob("R0lGODlhAQABAAAAACwAAAAAAQABAAA="), (c) => c.charCodeAt(0))]);
    const { images, attempts } = await seedkit.generate(listModels().at(-1).id, { prompt: "a kite", image_input: [reference] });
    const [{ width, height, mediaType, bytes }] = images;
    return {
      width, height, mediaType, size: bytes.length, attempts,
      origin: globalThis.origin, secure: globalThis.isSecureContext, subtle: typeof globalThis.crypto?.subtle,
    };
  };`;
const reply = `generate(url).then((result) => send({ result }), (error) => send({ error: String(error) }));`;
const image = { width: 2048, height: 2048, mediaType: "image/jpeg", attempts: 1, size: expect.any(Number) };

type Report = { result?: unknown; error?: string };

describe.skipIf(!executablePath)("the packed client in Chromium", () => {
  let browser: Browser;
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let pages: Awaited<ReturnType<typeof servePages>>;

  beforeAll(async () => {
    emulator = await startEmulator(folder);
    const url = JSON.stringify(emulator.url);
    const script = (await bundle(folder, program, "iife")).code;
    const module = (await bundle(folder, program)).code;
    pages = await servePages({
      "/": "<!doctype html><title>packed</title>",
      "/script.js": script,
      "/module.js": module,
      "/worker.js": `import "./module.js"; const url = ${url}, send = (report) => postMessage(report); ${reply}`,
      "/frame.js": `const url = ${url}, send = (report) => parent.postMessage(report, "*"); ${reply}`,
    });
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
        ...["--disable-background-networking", "--disable-component-update"],
        // A name that is not loopback makes the page no secure context, though all traffic stays here.
        "--host-resolver-rules=MAP insecure.test 127.0.0.1",
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    emulator?.stop();
  });

  const open = async (host: string) => {
    const page = await browser.newPage();
    await page.goto(`http://${host}:${pages.port}/`);
    return page;
  };

  test("on a page", async () => {
    const page = await open("127.0.0.1");
    await page.addScriptTag({ type: "module", url: "/module.js" });
    const result = await page.evaluate(`generate(${JSON.stringify(emulator.url)})`);
    expect(result).toMatchObject({ ...image, origin: `http://127.0.0.1:${pages.port}`, secure: true });
  });

  test("in a module worker", async () => {
    const page = await open("127.0.0.1");
    const report: Report = await page.evaluate(`new Promise((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = (message) => resolve(message.data);
      worker.onerror = (event) => reject(new Error(event.message));
    })`);
    expect(report).toMatchObject({ result: image });
  });

  test("in a sandboxed frame with the origin null that is no secure context", async () => {
    const page = await open("insecure.test");
    const report: Report = await page.evaluate(`new Promise((resolve) => {
      addEventListener("message", (message) => resolve(message.data), { once: true });
      const frame = document.createElement("iframe");
      frame.sandbox = "allow-scripts";
      frame.srcdoc = '<script src="' + location.origin + '/script.js"></' + 'script>'
        + '<script src="' + location.origin + '/frame.js"></' + 'script>';
      document.body.append(frame);
    })`);
    expect(report).toMatchObject({
      result: { ...image, origin: "null", secure: false, subtle: "undefined" },
    });
  });
});
