import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";

const key = "SG_right_0123456789abcdef";
const wrong = "SG_wrong_fedcba9876543210";

describe("the first image of somebody who has no key, and no folder open", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      ...{ apiKey: null, opened: false },
      files: { "inside/keep.txt": "" },
      emulator: { apiKey: key, credits: 10 },
    });
  });
  afterAll(() => journey?.stop());

  test("asks where it goes and for the key; a wrong one is told, and with the right one it goes on", async () => {
    const { workbench, emulator, folder, file } = journey;
    const { palette, quickInput } = workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A fox");
    await quickInput.accept();
    await quickInput.opened("No folder is open: where do the images go?");
    await quickInput.chooseFolder(`${folder}/`, "inside");
    await quickInput.opened("Generate Image");
    await quickInput.has("Generate · $0.04 · 2048 x 2048 · about 32 s");
    await quickInput.accept();
    await quickInput.opened("Set API Key");
    expect(await quickInput.isPassword()).toBe(true);
    await quickInput.fill(wrong);
    await quickInput.accept();
    await quickInput.said("Invalid API key. Get or check the key: https://");
    await expect.poll(quickInput.severity).toBe("error");
    expect(emulator.journal.charged.count).toBe(0);
    await quickInput.fill(key);
    await quickInput.accept();
    await workbench.toast("Saved a-fox.jpg · 2048 x 2048").shown();
    expect(readFileSync(file("a-fox.jpg")).length).toBeGreaterThan(1000);
    expect(emulator.journal.charged.count).toBe(1);
  });

  test("is followed by others that ask for neither", async () => {
    const { workbench, folder, emulator } = journey;
    const { palette, quickInput } = workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A wren");
    await quickInput.accept();
    await quickInput.opened("Generate Image");
    await quickInput.has("Folder");
    await quickInput.accept();
    await workbench.toast("Saved a-wren.jpg").shown();
    expect(readdirSync(folder).sort()).toEqual(["a-fox.jpg", "a-wren.jpg", "inside"]);
    expect(emulator.journal.charged.count).toBe(2);
  });

  test("has a key that tells the balance: Show Credits", async () => {
    const { palette } = journey.workbench;
    await palette.run("Seedkit: Show Credits");
    await journey.workbench.toast(/Credits left: 9\.92/).shown();
  });

  test("has a key that stands in no file: not in logs, settings or records", () => {
    const holders = filesWith(journey.host.folder, [key, wrong]);
    expect([...holders, ...filesWith(journey.folder, [key, wrong])]).toEqual([]);
    for (const text of journey.host.logs().values()) {
      expect(text).not.toContain(key);
      expect(text).not.toContain(wrong);
    }
  });

  test("has a key that is forgotten on request, and then asked for again", async () => {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Clear API Key");
    await journey.workbench.toast("The stored API key is forgotten.").shown();
    await palette.run("Seedkit: Show Credits");
    await quickInput.opened("Set API Key");
    await quickInput.cancel();
  });
});

/** The files below a folder that hold one of the texts. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return texts.some((text) => content.includes(text));
    });
}
