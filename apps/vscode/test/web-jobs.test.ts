import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@seedkit/emulator";
import { type Host, openWorkbench, startHost, type Workbench } from "@seedkit/vscode-host";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBrowser } from "./browser.ts";
import { vsix } from "./journey.ts";
import { createSkippingClock } from "./skipping-clock.ts";

const key = "SG_web_0123456789abcdef";
const minute = 60_000;

describe("in a web worker", () => {
  const clock = createSkippingClock();
  const folder = mkdtempSync(join(tmpdir(), "web-jobs-"));
  let emulator: Emulator;
  let host: Host;
  let workbench: Workbench;
  beforeAll(async () => {
    writeFileSync(join(folder, "page.md"), "# Page\n");
    emulator = await createEmulator({ port: 0, apiKey: key, latency: minute, clock, pixels: "plain" });
    host = await startHost({
      vsix,
      settings: {
        "seedkit.baseUrl": emulator.url,
        "seedkit.openImage": false,
        "remote.extensionKind": { "seedkit.seedkit-vscode": ["web"] },
      },
    });
    workbench = await openWorkbench({ host, folder, browser: await sharedBrowser() });
    await workbench.editor.open(join(folder, "page.md"));
  });
  afterAll(async () => {
    await workbench?.close();
    await host?.stop();
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a job survives a reload, though no window says goodbye there: saved once, paid once", async () => {
    const { palette, quickInput, statusBar } = workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A fox");
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("2/2");
    await quickInput.accept();
    await quickInput.opened("Set API Key");
    await quickInput.fill(key);
    await quickInput.accept();
    // Who asks for a state has written down what he asks by.
    const asked = () => emulator.journal.requests.filter(({ path }) => path.endsWith("/status")).length;
    await expect.poll(asked).toBeGreaterThan(0);
    await workbench.reload();
    // Loaded again so soon, the editor may not have stored that the page was open: it is what wakes the extension.
    await workbench.editor.open(join(folder, "page.md"));
    await statusBar.item(/1 image · \d+ s/).locator.waitFor({ timeout: minute });
    clock.skip(minute);
    await workbench.toast("Recovered 1 image from before the reload").shown();
    expect(readdirSync(join(folder, "images"))).toEqual(["a-fox.jpg"]);
    expect(emulator.journal.charged.count).toBe(1);
    const posts = emulator.journal.requests.filter(({ path }) => path.startsWith("/v2/seed"));
    expect(posts).toHaveLength(1);
  }, 120_000);

  test("what was made is in the history there as well: price, thumbnail, a link at the caret", async () => {
    const { editor, tree } = workbench;
    const history = tree("History");
    await history.open("Seedkit");
    await history.has("A fox");
    expect(await history.rows()).toMatchObject([
      { label: "A fox", description: expect.stringMatching(/^\$0\.04 · /) },
    ]);
    await history.locator
      .locator('.custom-view-tree-node-item-icon[style*="data:image/jpeg"]')
      .waitFor({ timeout: minute });
    await editor.open(join(folder, "page.md"));
    await editor.goTo(2);
    await history.pressAction("A fox", "Insert");
    await expect.poll(() => editor.text(), { timeout: minute }).toContain("![A fox](images/a-fox.jpg)");
  }, 120_000);
});
