import { readFileSync } from "node:fs";
import { readHeader } from "@seedkit/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { png } from "./png.ts";

describe("images in the explorer", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      files: {
        "images/fox.png": png(64, 64, [200, 90, 20]),
        "images/snow.png": png(96, 64, [240, 240, 255]),
        "art/keep.txt": "",
      },
    });
  });
  afterAll(() => journey?.stop());

  test("two selected ones are two references in order, and the new image lies beside the first", async () => {
    const { workbench, emulator, sent, file } = journey;
    const { explorer, quickInput } = workbench;
    await explorer.select("images/fox.png", "images/snow.png");
    await (await explorer.menu("images/fox.png")).pick("Seedkit", "Edit Image…");
    await quickInput.opened("Edit fox.png and 1 More");
    await quickInput.fill("The fox in the snow");
    await quickInput.accept();
    await quickInput.has("References");
    const references = (await quickInput.items()).find(({ label }) => label === "References");
    expect(references?.description).toBe("fox.png, snow.png");
    await quickInput.accept();
    await workbench.toast("Saved fox-edit.jpg · 2048 x 2048").shown();

    const uploads = sent.filter(({ path }) => path.includes("upload"));
    const uploaded = uploads.flatMap(({ body }) => body?.data_urls ?? []);
    expect(uploaded.map(sizeOf)).toEqual(["64x64", "96x64"]);
    const [generation] = sent.filter(({ body }) => body?.prompt === "The fox in the snow");
    expect(generation?.body?.image_input).toHaveLength(2);
    expect(emulator.journal.charged.count).toBe(1);
    expect(readHeader(readFileSync(file("images/fox-edit.jpg")))).toMatchObject({ width: 2048 });
  });

  test("Edit asks for the picture first, and Back from the prompt leads there again", async () => {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Edit Image…");
    await quickInput.opened("Edit Image");
    expect(await quickInput.step()).toBe("1/3");
    await quickInput.has("Browse…");
    await quickInput.pick("snow.png");
    await quickInput.opened("Edit snow.png");
    expect(await quickInput.step()).toBe("2/3");
    await quickInput.back();
    await quickInput.opened("Edit Image");
    await quickInput.pick("fox.png");
    await quickInput.opened("Edit fox.png");
    await quickInput.fill("Bluer");
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("3/3");
    await quickInput.cancel();
  });

  test("its prompt is copied from the file itself", async () => {
    const { workbench } = journey;
    const menu = await workbench.explorer.menu("images/fox-edit.jpg");
    await menu.pick("Seedkit", "Copy Prompt");
    await workbench.toast("The prompt of fox-edit.jpg is copied.").shown();
    expect(await workbench.page.evaluate(() => navigator.clipboard.readText())).toBe("The fox in the snow");
  });

  test("references are set for the next image, shown in the status bar, and used once", async () => {
    const { workbench, sent } = journey;
    const { explorer, quickInput, statusBar } = workbench;
    await (await explorer.menu("images/snow.png")).pick("Seedkit", "Use as Reference");
    const toast = workbench.toast("The next image takes 1 reference.");
    await toast.shown();
    const item = statusBar.item("References of the next image: 1");
    await item.shown();
    await toast.press("Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A hill");
    await quickInput.accept();
    await quickInput.has("References");
    await quickInput.accept();
    await workbench.toast("Saved a-hill.jpg").shown();
    await item.gone();
    const [generation] = sent.filter(({ body }) => body?.prompt === "A hill");
    expect(generation?.body?.image_input).toHaveLength(1);
  });

  test("a folder takes an image right there", async () => {
    const { workbench, file } = journey;
    const { explorer, quickInput } = workbench;
    await (await explorer.menu("art")).pick("Generate Image Here…");
    await quickInput.opened("Generate Image in art");
    await quickInput.fill("An owl");
    await quickInput.accept();
    await quickInput.has("Folder");
    await quickInput.accept();
    await workbench.toast("Saved an-owl.jpg").shown();
    expect(readFileSync(file("art/an-owl.jpg")).length).toBeGreaterThan(1000);
  });
});

/** `64x64` of a data URI. */
function sizeOf(url: string): string {
  const header = readHeader(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
  return `${header?.width}x${header?.height}`;
}
