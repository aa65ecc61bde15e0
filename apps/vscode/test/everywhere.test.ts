import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import {
  declareInHostTests,
  launchChromium,
  runInHost,
  runServerless,
  startHost,
} from "@seedkit/vscode-host";
import { expect, test } from "vitest";
import { vsix } from "./journey.ts";

const key = "SG_everywhere_0123456789abcdef";
const files = {
  "page.md": "# Page\n\n\n",
  "missing.md": "![A red pot](pots/red%20pot.png)\n",
  "seedkit.yaml": "version: 1\nimages:\n  hero:\n    prompt: Steam over a teapot\n",
};
const tests = fileURLToPath(new URL("in-host/everywhere.ts", import.meta.url));
const settings = { "seedkit.openImage": false };

const root = mkdtempSync(join(tmpdir(), "everywhere-"));
const browser = await launchChromium();
const service = await createEmulator({ port: 0, apiKey: key, pixels: "plain" });
const host = await startHost({
  vsix,
  driver: true,
  settings: { ...settings, "seedkit.baseUrl": service.url },
});
const folderOf = (name: string) => {
  const folder = mkdtempSync(join(root, `${name}-`));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
};
const common = { tests, browser, given: { service: service.url, key } };
try {
  for (const kind of ["node", "web"] as const) {
    service.reset();
    const extensions = ["seedkit.seedkit-vscode"];
    const report = await runInHost({ ...common, host, kind, extensions, folder: folderOf(kind) });
    declareInHostTests(kind === "node" ? "in Node" : "in a web worker", report);
  }
  service.reset();
  const folder = folderOf("virtual");
  const defaults = { ...settings, "seedkit.baseUrl": service.url };
  const virtual = await runServerless({ ...common, vsix, folder, settings: defaults });
  declareInHostTests("in a virtual workspace, without a server", virtual);

  const logs = [...host.logs().values()];
  test("the key stands in no log", () => {
    for (const log of logs) expect(log).not.toContain(key);
  });
} finally {
  await host.stop();
  await service.close();
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}
