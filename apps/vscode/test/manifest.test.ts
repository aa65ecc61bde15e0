import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, watch, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { createProjectFiles, readProvenance } from "@seedkit/batch";
import { parseLock, planManifest, readManifest } from "@seedkit/batch/manifest";
import { readHeader } from "@seedkit/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { seedkitBatch } from "./seedkit-batch.ts";
import { teaManifest } from "./tea-manifest.ts";

describe("a manifest", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ files: { "seedkit.yaml": teaManifest } });
    await journey.workbench.editor.open(journey.file("seedkit.yaml"));
  });
  afterAll(() => journey?.stop());

  test("says what is wrong where it stands, and puts the nearest value in its place", async () => {
    const { editor, problems } = journey.workbench;
    await editor.hasSquiggle("error");
    await editor.hasLens("1 problem: nothing can be generated");
    const [problem] = await problems.list();
    expect(problem).toMatch(/aspect_ratio: .*17:9.* at line 9 and character 19/);
    await problems.close();
    await editor.goTo(9, 22);
    await editor.fix("Change to 16:9");
    await expect.poll(editor.text).toContain('aspect_ratio: "16:9"');
    await editor.hasLens("Generate what changed · 3 images · $0.12 · about 32 s");
    await expect
      .poll(editor.lenses)
      .toEqual([
        "Generate what changed · 3 images · $0.12 · about 32 s",
        "Generate · $0.04",
        "Generate · 2 of 2 · $0.08",
      ]);
  });

  test("completes names and values of its own", async () => {
    const { editor } = journey.workbench;
    await editor.goTo(9, 25);
    await editor.type("\n");
    // The list of the line before may still be there.
    await expect.poll(editor.suggestions).toContain("size");
    const names = await editor.suggestions();
    expect(names).not.toContain("prompt");
    await editor.takeSuggestion("model");
    await expect.poll(editor.suggestions).toEqual(["seedream-4", "seedream-4.5"]);
    await editor.takeSuggestion("seedream-4.5");
    await expect.poll(editor.text).toContain("    model: seedream-4.5");
    await editor.save();
  });

  test("makes what changed: the plan and its price first, one taken out, then the files and the lock", async () => {
    const { workbench, emulator, folder, file } = journey;
    const { editor, quickInput } = workbench;
    await editor.pressLens("Generate what changed");
    await quickInput.opened("Generate What Changed · 3 images · $0.12 · about 32 s");
    expect((await quickInput.items()).map(({ label, description }) => [label, description])).toEqual([
      ["hero", "$0.04 · new"],
      ["teas/sencha", "$0.04 · new"],
      ["teas/oolong", "$0.04 · new"],
    ]);
    await quickInput.pick("teas/oolong");
    await quickInput.opened("Generate What Changed · 2 images · $0.08 · about 32 s");
    // What was agreed to is no longer what would be sent.
    const text = readFileSync(file("seedkit.yaml"), "utf8");
    writeFileSync(file("seedkit.yaml"), text.replace("A heap of", "A small heap of"));
    await expect.poll(editor.text, { timeout: 30_000 }).toContain("A small heap of");
    await quickInput.accept();
    const { dialog } = workbench;
    await dialog.shown();
    expect(await dialog.message()).toBe("Generate 2 images for $0.08?");
    expect(await dialog.detail()).toMatch(/^Files changed meanwhile: .*hero.*teas\/sencha$/s);
    expect(emulator.journal.requests.filter(({ method }) => method === "POST")).toEqual([]);
    await dialog.press("Generate for $0.08");
    await workbench.toast("2 images generated for $0.08.").shown();
    expect(emulator.journal.charged).toMatchObject({ count: 2, micros: 80_000 });

    const bytes = readFileSync(file("images/hero.jpg"));
    const lock = parseLock(readFileSync(file("seedkit.lock"), "utf8"));
    expect(readProvenance(bytes)).toMatchObject({
      prompt: "Steam over a teapot",
      key: lock.images.hero?.key,
      model: "seedream-4.5",
      madeByAi: true,
    });
    const { width, height } = readHeader(bytes) ?? {};
    expect(lock.images.hero?.calls[0]?.files[0]).toMatchObject({ path: "images/hero.jpg", width, height });
    const original = lock.images.hero?.calls[0]?.files[0]?.original.sha256;
    expect(existsSync(file(`.seedkit/originals/${original}.jpg`))).toBe(true);
    expect(readFileSync(file(".seedkit/.gitignore"), "utf8")).toBe("*\n");

    await editor.hasLens("Up to date · hero.jpg");
    await editor.hasLens("Generate · 1 of 2 · $0.04");
    await editor.pressLens("Generate · 1 of 2 · $0.04");
    await editor.hasLens("All up to date · 3 images");
    expect(emulator.journal.charged.count).toBe(3);
    const check = await seedkitBatch(folder, "check");
    expect(check).toEqual({ code: 0, out: "seedkit.yaml: 3 images, all as described\n" });
    expect((await seedkitBatch(folder, "plan")).out).toContain("3 unchanged");
  });

  test("shows the picture of an entry, how it stands and what it is made of", async () => {
    const { editor } = journey.workbench;
    const { text, locator } = await editor.hover("hero:");
    expect(text).toContain("hero · Up to date");
    expect(text).toContain("Steam over a teapot");
    const { width, height } = readHeader(readFileSync(journey.file("images/hero.jpg"))) ?? {};
    expect(text).toContain(`${width} x ${height}`);
    expect(text).not.toContain("about");
    const picture = locator.locator("img").first();
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
    // The picture lies over the line.
    await journey.workbench.page.keyboard.press("Escape");
    await locator.waitFor({ state: "hidden" });
    const help = await editor.hover("matrix");
    expect(help.text).toContain("one image for each combination");
  });

  test("marks what is no longer as described, and makes that alone", async () => {
    const { workbench, emulator, folder, file } = journey;
    const { editor, explorer } = workbench;
    await expect.poll(() => explorer.badge("seedkit.yaml")).toBe("");
    const text = readFileSync(file("seedkit.yaml"), "utf8");
    writeFileSync(file("seedkit.yaml"), text.replace("a teapot", "an old teapot"));
    await editor.hasLens("Regenerate (prompt changed) · $0.04");
    await expect.poll(() => explorer.badge("images/hero.jpg")).toMatch(/^M/);
    await expect.poll(() => explorer.badge("seedkit.yaml")).toMatch(/^1/);
    expect((await seedkitBatch(folder, "check")).code).toBe(1);

    const lock = file(".seedkit/run.lock");
    const other = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    try {
      writeFileSync(lock, JSON.stringify({ version: 1, token: "aa", pid: other.pid, host: hostname() }));
      await editor.pressLens("Regenerate (prompt changed) · $0.04");
      const held = workbench.toast("The command line or another window generates images of this folder");
      await held.shown();
      expect(await held.message()).toMatch(
        new RegExp(
          `: process ${other.pid} on .+, since .+\\. Nothing was sent: wait for it to end, or stop it\\.`,
        ),
      );
      expect(emulator.journal.charged.count).toBe(3);
      await ended(other);
      await held.press("Try Again");
    } finally {
      await ended(other);
    }
    await workbench.dialog.shown();
    const written: (string | null)[] = [];
    const watcher = watch(file(".seedkit"), (_, name) => written.push(name));
    await workbench.dialog.press("Generate for $0.04");
    await editor.hasLens("All up to date · 3 images");
    // Taken while it was made, of a process that is gone, and given back.
    await expect.poll(() => written).toContain("run.lock");
    await expect.poll(() => existsSync(lock)).toBe(false);
    watcher.close();
    await expect.poll(() => explorer.badge("images/hero.jpg")).not.toMatch(/M/);
    expect(emulator.journal.charged.count).toBe(4);
    expect((await seedkitBatch(folder, "check")).code).toBe(0);
  });

  test("what costs nothing is done for nothing, and what was edited by hand is left alone", async () => {
    const { workbench, emulator, folder, file } = journey;
    const { editor } = workbench;
    const text = readFileSync(file("seedkit.yaml"), "utf8");
    writeFileSync(file("seedkit.yaml"), text.replace("images/teas/{tea}", "images/tea-{tea}"));
    await editor.hasLens("Write anew what changed · 2 images · free");
    await editor.pressLens("Write anew (output changed)");
    await workbench.toast("2 images written anew, free of charge.").shown();
    await editor.hasLens("All up to date · 3 images");
    expect(existsSync(file("images/tea-oolong.jpg"))).toBe(true);
    expect(emulator.journal.charged.count).toBe(4);
    expect((await seedkitBatch(folder, "check")).code).toBe(0);

    writeFileSync(
      file("images/hero.jpg"),
      Buffer.concat([readFileSync(file("images/hero.jpg")), Buffer.of(0)]),
    );
    await editor.hasLens("Edited by hand · hero.jpg");
    const files = createProjectFiles(folder);
    const source = { file: "seedkit.yaml", text: readFileSync(file("seedkit.yaml"), "utf8") };
    const { manifest: read } = await readManifest(source, files);
    const lock = parseLock(readFileSync(file("seedkit.lock"), "utf8"));
    const plan = read && (await planManifest(read, lock, files));
    expect(plan?.entries.map(({ entry, state }) => `${entry.id} ${state}`)).toEqual([
      "hero edited",
      "teas/sencha unchanged",
      "teas/oolong unchanged",
    ]);
  });

  test("what may have been paid for is sent once more only by somebody who was told", async () => {
    const { workbench, emulator, file } = journey;
    const { editor, dialog } = workbench;
    const lost = { match: { prompt: "An owl" }, fault: { kind: "reset-after-charge" }, times: 1 } as const;
    emulator.addFaults([lost]);
    const text = readFileSync(file("seedkit.yaml"), "utf8");
    writeFileSync(file("seedkit.yaml"), `${text}  owl:\n    prompt: An owl at dusk\n`);
    await editor.hasLens("Generate · $0.04");
    await editor.pressLens("Generate · $0.04");
    const failed = workbench.toast("It may have been charged: $0.04.");
    await failed.shown();
    await failed.dismiss();
    const before = emulator.journal.charged.count;
    await editor.pressLens("Generate · $0.04");
    await dialog.shown();
    expect(await dialog.message()).toBe("Not all that was submitted here has come");
    expect(await dialog.detail()).toMatch(/^1 of these images may have been paid for: /);
    await dialog.press("Cancel");
    expect(emulator.journal.charged.count).toBe(before);
    await editor.pressLens("Generate · $0.04");
    await dialog.shown();
    await dialog.press("Generate Anyway");
    await editor.hasLens("Up to date · owl.jpg");
    expect(emulator.journal.charged.count).toBe(before + 1);
    await expect.poll(() => existsSync(file(".seedkit/ledger.jsonl"))).toBe(false);
  });
});

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}
