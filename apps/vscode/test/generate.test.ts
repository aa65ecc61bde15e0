import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readProvenance } from "@seedkit/batch";
import { readHeader } from "@seedkit/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";

const page = "# Our lighthouse\n\nIt stands in fog.\n";

describe("an image from the palette", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      // Beside all that VS Code comes with.
      builtIn: "all",
      // The image opens beside the text and leaves it half the width.
      settings: { "[markdown]": { "editor.wordWrap": "off" } },
      files: { "docs/page.md": page, "src/main.ts": "" },
    });
  });
  afterAll(() => journey?.stop());

  test("is two steps from the prompt to the file, and Insert puts it where the caret was", async () => {
    const { workbench, file, emulator } = journey;
    const { palette, quickInput, editor } = workbench;
    await editor.open(file("docs/page.md"));
    await editor.goTo(4);
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    expect(await quickInput.step()).toBe("1/2");
    expect(await quickInput.value()).toBe("Our lighthouse");
    await quickInput.fill("A lighthouse in fog");
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("2/2");
    const [first, ...rest] = await quickInput.items();
    expect(first?.label).toBe("Generate · $0.04 · 2048 x 2048 · about 32 s");
    expect(rest.map(({ label, description }) => `${label}: ${description}`)).toEqual([
      "Prompt: A lighthouse in fog",
      "Size: 2K",
      "Aspect ratio: match input image",
      "Sequence: disabled",
      "References: none",
      "Variations: 1",
      "Model: Seedream 4.5",
      "Folder: images",
    ]);
    expect(emulator.journal.requests).toEqual([]);
    await quickInput.accept();
    const toast = workbench.toast("Saved a-lighthouse-in-fog.jpg · 2048 x 2048");
    await toast.shown();
    expect(await toast.buttons()).toEqual(["Insert", "Reveal", "Regenerate · $0.04"]);

    const bytes = readFileSync(file("images/a-lighthouse-in-fog.jpg"));
    expect(readHeader(bytes)).toMatchObject({ mediaType: "image/jpeg", width: 2048, height: 2048 });
    expect(readProvenance(bytes)).toMatchObject({ prompt: "A lighthouse in fog", madeByAi: true });
    expect(emulator.journal.charged).toMatchObject({ count: 1, micros: 40_000 });

    await toast.press("Insert");
    await expect
      .poll(() => editor.text())
      .toContain("![A lighthouse in fog](../images/a-lighthouse-in-fog.jpg)");
  });

  test("Esc loses nothing: prompt and choices wait for the next time", async () => {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A tall tower");
    await quickInput.accept();
    await quickInput.has("Size");
    await quickInput.pick("Size");
    await quickInput.opened("Size");
    expect((await quickInput.items()).map(({ label }) => label)).toEqual(["1K", "2K", "4K", "custom"]);
    await quickInput.pick("custom");
    await quickInput.opened("Width");
    expect(await quickInput.step()).toBe("2/3");
    await quickInput.fill("5000");
    await quickInput.said(/allowed: 1024-4096; nearest: 4096/);
    expect(await quickInput.severity()).toBe("error");
    await quickInput.fill("2304");
    await quickInput.said("Gives 2304 x 2048");
    await quickInput.accept();
    await quickInput.opened("Height");
    await quickInput.back();
    await quickInput.opened("Width");
    expect(await quickInput.value()).toBe("2304");
    await quickInput.accept();
    await quickInput.opened("Height");
    await quickInput.fill("4096");
    await quickInput.accept();
    await quickInput.opened("Generate Image");
    await quickInput.has("Generate · $0.04 · 2304 x 4096 · about 32 s");
    await quickInput.cancel();
    await quickInput.closed();

    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    expect(await quickInput.value()).toBe("A tall tower");
    await quickInput.accept();
    await quickInput.has("Generate · $0.04 · 2304 x 4096 · about 32 s");
    await quickInput.back();
    await expect.poll(quickInput.step).toBe("1/2");
    await quickInput.accept();
    await quickInput.has("Generate · $0.04 · 2304 x 4096 · about 32 s");
    await quickInput.accept();
    await journey.workbench.toast("Saved a-tall-tower.jpg · 2304 x 4096").shown();
  });

  test("what was chosen last is offered first, and a new prompt is empty of the old one", async () => {
    const { palette, quickInput, editor } = journey.workbench;
    await editor.open(journey.file("docs/page.md"));
    await editor.goTo(1);
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    expect(await quickInput.value()).toBe("Our lighthouse");
    await quickInput.accept();
    await quickInput.has("Generate · $0.04 · 2304 x 4096 · about 32 s");
    await quickInput.pick("Size");
    await quickInput.opened("Size");
    await quickInput.pick("2K");
    await quickInput.has("Generate · $0.04 · 2048 x 2048 · about 32 s");
    await quickInput.cancel();
  });

  test("a selection is the prompt: it stays, and the image comes below it", async () => {
    const { workbench, file } = journey;
    const { palette, quickInput, editor } = workbench;
    await editor.open(file("docs/page.md"));
    await editor.goTo(3);
    await workbench.page.keyboard.press("Shift+End");
    await palette.run("Seedkit: Generate from Selection");
    await quickInput.opened("Generate from Selection");
    expect((await quickInput.items())[1]?.description).toBe("It stands in fog.");
    await quickInput.accept();
    await workbench.toast("Saved it-stands-in-fog.jpg").shown();
    await expect
      .poll(() => editor.text())
      .toContain("It stands in fog.\n\n![It stands in fog.](../images/it-stands-in-fog.jpg)");
  });

  test("variations tell the price of all, and those that came are kept where one fails", async () => {
    const { workbench, file, emulator } = journey;
    const { palette, quickInput } = workbench;
    emulator.addFaults([{ match: { prompt: "badger" }, fault: { kind: "moderated" }, nth: 2 }]);
    await palette.run("Seedkit: Generate Variations");
    await quickInput.opened("Generate Variations");
    expect(await quickInput.step()).toBe("1/3");
    await quickInput.fill("A badger");
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("2/3");
    const items = await quickInput.items();
    expect(items.map(({ label }) => label)).toEqual(["2", "3", "4", "5", "6", "7", "8"]);
    expect(items[1]?.description).toMatch(/^\$0\.12 · 3 images/);
    await quickInput.pick("3");
    await quickInput.has("Generate · $0.12 · 3 images · 2048 x 2048 · about 32 s");
    await quickInput.accept();
    await workbench.toast("Saved 2 images").shown();
    expect(readdirSync(file("images")).filter((name) => name.startsWith("a-badger"))).toHaveLength(2);
  });

  test("the last image goes in at the caret, as the language writes images", async () => {
    const { palette, editor } = journey.workbench;
    await editor.open(journey.file("src/main.ts"));
    await palette.run("Seedkit: Insert Last Image");
    await expect.poll(() => editor.text()).toMatch(/images\/a-badger/);
    expect(existsSync(journey.file("src/images"))).toBe(false);
  });
});
