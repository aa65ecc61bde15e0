import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readProvenance } from "@seedkit/batch";
import { parseLock } from "@seedkit/batch/manifest";
import { readHeader } from "@seedkit/core";
import { declareInHostTests, runInHost, startHost } from "@seedkit/vscode-host";
import { expect, test } from "vitest";
import { sharedBrowser } from "./browser.ts";
import { inHost, startProject } from "./in-host-project.ts";
import { vsix } from "./journey.ts";
import { seedkitBatch } from "./seedkit-batch.ts";
import { watchGaps } from "./watch-gaps.ts";

// One window for all of `in-host/` but what is about speed: opening it takes longer than most of them.
const tests = inHost("tools", "everywhere", "manifest-reading", "manifest-making", "insert", "pay-once");
const project = await startProject();
const host = await startHost({
  ...{ vsix, driver: true },
  // The tools are one of the AI features.
  settings: { ...project.settings, "chat.disableAIFeatures": false },
});
try {
  const folder = project.newFolder();
  const made = join(folder, "teas");
  const watched = watchGaps(made, "seedkit.lock");
  const browser = await sharedBrowser();
  const report = await runInHost({ host, browser, folder, tests, given: project.given, timeout: 300_000 });
  watched.stop();
  declareInHostTests("in Node", report);

  const logs = [...host.logs().values()];
  test("the key stands in no log", () => {
    for (const log of logs) expect(log).not.toContain(project.key);
  });

  test("a lock is replaced in one step: a window that dies leaves the old one or the new one", () => {
    const gaps = watched.gaps();
    expect(gaps.made).toBeGreaterThan(3);
    expect(gaps.changed).toBe(gaps.made);
  });

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

  const left = join(folder, "crake");
  const originals = readdirSync(join(left, ".seedkit/originals"));
  const run = await seedkitBatch(left, "run", "--emulator");
  const crake = readHeader(readFileSync(join(left, "crake.png")));
  const { images } = parseLock(readFileSync(join(left, "seedkit.lock"), "utf8"));
  test("what the editor paid for and could not put in its place the command line makes of the same image", () => {
    expect(run).toEqual({ code: 0, out: "crake.png\n" });
    expect(crake).toMatchObject({ mediaType: "image/png" });
    expect(originals).toEqual([`${images.crake?.calls[0]?.files[0]?.original.sha256}.jpg`]);
  });

  test("files and lock are as a run writes them", () => {
    const { width, height } = readHeader(image) ?? {};
    expect(locked).toMatchObject({ path: "images/hero.jpg", width, height, bytes: image.length });
    const { key } = lock.images.hero ?? {};
    const said = { prompt: "Steam over an old teapot", key, model: "seedream-4.5", madeByAi: true };
    expect(readProvenance(image)).toMatchObject(said);
    expect(ignored).toBe("*\n");
    expect(readHeader(original)).toMatchObject({ mediaType: "image/jpeg", width, height });
  });
} finally {
  await host.stop();
  await project.stop();
}
