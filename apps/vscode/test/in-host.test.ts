import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readProvenance } from "@seedkit/batch";
import { parseLock } from "@seedkit/batch/manifest";
import { readHeader } from "@seedkit/core";
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
import { png } from "./png.ts";
import { seedkitBatch } from "./seedkit-batch.ts";

// The files of `in-host/`, but for those of speed: what holds everywhere in Node, in a web worker and without a
// server, what is written to the disk in Node alone. Loading a window takes longer than most of them.
const inNode = ["tools", "everywhere", "manifest-reading", "manifest-making", "insert", "pay-once"];
const inWorker = ["tools", "everywhere", "manifest-reading"];
const anywhere = ["everywhere"];

const teas = `version: 1

defaults:
  size: 2K

images:
  hero:
    prompt: Steam over a teapot
    aspect_ratio: "17:9"
  teas:
    matrix:
      tea: [sencha, oolong]
    prompt: A heap of {tea} leaves
    output: images/teas/{tea}
`;
const files: Readonly<Record<string, string>> = {
  "page.md": "# Page\n\n\n",
  "missing.md": "![A red pot](pots/red%20pot.png)\n",
  "notes.md": "# Notes\n",
  "seedkit.yaml": "version: 1\nimages:\n  hero:\n    prompt: Steam over a teapot\n",
  "teas/seedkit.yaml": teas,
};

const key = "SG_in_host_0123456789abcdef";
const extensions = ["seedkit.seedkit-vscode"];
const root = mkdtempSync(join(tmpdir(), "in-host-"));
const browser = await launchChromium();
const service = await createEmulator({ port: 0, apiKey: key, pixels: "plain" });
// Long enough for an edit meanwhile.
const slowService = await createEmulator({ port: 0, apiKey: key, latency: 2500, pixels: "plain" });
const settings = { "seedkit.baseUrl": service.url, "seedkit.openImage": false, "seedkit.concurrency": 16 };
// The tools are one of the AI features.
const host = await startHost({
  ...{ vsix, driver: true },
  settings: { ...settings, "chat.disableAIFeatures": false },
});
const common = {
  browser,
  timeout: 300_000,
  given: { service: service.url, slowService: slowService.url, key },
};
const sources = (names: readonly string[]) =>
  names.map((name) => fileURLToPath(new URL(`in-host/${name}.ts`, import.meta.url)));
try {
  const node = folderOf("node");
  const options = { ...common, host, folder: node, tests: sources(inNode) };
  declareInHostTests("in Node", await runInHost(options));
  service.reset();
  const web = { ...common, host, extensions, kind: "web" as const, folder: folderOf("web") };
  declareInHostTests("in a web worker", await runInHost({ ...web, tests: sources(inWorker) }));
  service.reset();
  const virtual = { ...common, vsix, settings, folder: folderOf("virtual"), tests: sources(anywhere) };
  declareInHostTests("in a virtual workspace, without a server", await runServerless(virtual));

  const logs = [...host.logs().values()];
  test("the key stands in no log", () => {
    for (const log of logs) expect(log).not.toContain(key);
  });

  const made = join(node, "teas");
  const lock = parseLock(readFileSync(join(made, "seedkit.lock"), "utf8"));
  const image = readFileSync(join(made, "images/hero.jpg"));
  const locked = lock.images.hero?.calls[0]?.files[0];
  const original = readFileSync(join(made, `.seedkit/originals/${locked?.original.sha256}.jpg`));
  const ignored = readFileSync(join(made, ".seedkit/.gitignore"), "utf8");
  const [check, plan] = [await seedkitBatch(made, "check"), await seedkitBatch(made, "plan")];
  test("of a manifest that was made here the command line finds all as described, and nothing to make", () => {
    expect(check).toEqual({ code: 0, out: "seedkit.yaml: 3 images, all as described\n" });
    expect(plan.out).toContain("seedkit.yaml: 3 unchanged\nThere is nothing to make.");
  });
  test("files and lock are as a run writes them", () => {
    const { width, height } = readHeader(image) ?? {};
    expect(locked).toMatchObject({ path: "images/hero.jpg", width, height, bytes: image.length });
    const { key: madeFrom } = lock.images.hero ?? {};
    const said = { prompt: "Steam over an old teapot", key: madeFrom, model: "seedream-4.5", madeByAi: true };
    expect(readProvenance(image)).toMatchObject(said);
    expect(ignored).toBe("*\n");
    expect(readHeader(original)).toMatchObject({ mediaType: "image/jpeg", width, height });
  });
} finally {
  await host.stop();
  await service.close();
  await slowService.close();
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}

/** A folder to open, with a link that leads out of it and secrets beside it. */
function folderOf(name: string): string {
  const home = mkdtempSync(join(root, `${name}-`));
  const [folder, outside] = [join(home, "work"), join(home, "outside")];
  for (const made of [folder, outside, join(folder, "teas")]) mkdirSync(made);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  for (const place of [home, outside]) writeFileSync(join(place, "secret.png"), png(8, 8, [1, 2, 3]));
  symlinkSync(outside, join(folder, "link"));
  return folder;
}
