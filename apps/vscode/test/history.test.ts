import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readHeader } from "@seedkit/core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { png } from "./png.ts";

const patience = { timeout: 60_000 };

describe("what was made", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      settings: { "seedkit.openImage": false, "[markdown]": { "editor.wordWrap": "off" } },
      files: {
        "docs/page.md": "# Page\n\n\n",
        "images/snow.png": png(96, 64, [240, 240, 255]),
      },
    });
    await journey.workbench.editor.open(journey.file("docs/page.md"));
  });
  afterAll(() => journey?.stop());

  const history = () => journey.workbench.tree("History");
  const row = (label: string) =>
    history().locator.locator(".monaco-list-row").filter({ hasText: label }).first();

  const thumbnails = () =>
    history().locator.locator('.custom-view-tree-node-item-icon[style*="data:image/jpeg"]');

  async function generate(prompt: string): Promise<void> {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill(prompt);
    await quickInput.accept();
    await quickInput.has("Folder");
    await quickInput.accept();
    const toast = journey.workbench.toast("Saved ");
    await toast.shown();
    await toast.dismiss();
  }

  test("is listed with its price, its thumbnail, and on hover the picture with its settings", async () => {
    await history().open("Seedkit");
    await history().locator.getByText("What you generate is listed here").waitFor();
    await generate("A red fox");
    await history().has("A red fox");
    expect(await history().rows()).toMatchObject([{ label: "A red fox", description: "$0.04 · now" }]);
    const icon = row("A red fox").locator(".custom-view-tree-node-item-icon");
    await expect
      .poll(() => icon.evaluate((element) => getComputedStyle(element).backgroundImage))
      .toMatch(/^url\("data:image\/jpeg;base64,/);
    const hover = await history().hover("A red fox", "2048 x 2048");
    expect(await hover.textContent()).toContain("images/a-red-fox.jpg");
    const image = hover.locator("img");
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(2048);
  });

  test("Insert puts it at the caret, and a hover on the link shows what it was made from", async () => {
    const { editor } = journey.workbench;
    await editor.open(journey.file("docs/page.md"));
    await editor.goTo(3);
    await history().pressAction("A red fox", "Insert");
    const link = "![A red fox](../images/a-red-fox.jpg)";
    await expect.poll(() => editor.text()).toContain(link);
    const { text } = await editor.hover("a-red-fox", "2048 x 2048");
    expect(text).toContain("A red fox");
    expect(text).toContain("$0.04");
    await editor.save();
  });

  test("Regenerate shows the price first, and costs one call", async () => {
    const { workbench, emulator, file } = journey;
    const before = emulator.journal.charged.count;
    await history().pressAction("A red fox", "Regenerate", workbench.dialog.locator);
    await workbench.dialog.press("Cancel");
    expect(emulator.journal.charged.count).toBe(before);
    await history().pressAction("A red fox", "Regenerate", workbench.dialog.locator);
    await workbench.dialog.press("Generate for $0.04");
    const toast = workbench.toast("Saved a-red-fox-2.jpg");
    await toast.shown();
    await toast.dismiss();
    expect(emulator.journal.charged.count).toBe(before + 1);
    expect(existsSync(file("images/a-red-fox-2.jpg"))).toBe(true);
    await expect.poll(async () => (await history().rows()).length).toBe(2);
  });

  test("survives a reload; a file that is gone is marked, and is made again in its place", async () => {
    const { workbench, emulator, file } = journey;
    rmSync(file("images/a-red-fox.jpg"), { force: true });
    await workbench.reload();
    await history().open("Seedkit");
    await history().has("A red fox");
    await expect
      .poll(async () => (await history().rows()).map(({ description }) => /missing/.test(description)))
      .toEqual([false, true]);
    const before = emulator.journal.charged.count;
    const missing = history().locator.locator(".monaco-list-row").filter({ hasText: "missing" });
    await missing.hover();
    expect(await missing.locator(".action-label[aria-label]").count()).toBe(1);
    await history().pressAction(/missing/, "Regenerate", workbench.dialog.locator);
    await workbench.dialog.press("Generate for $0.04");
    const toast = workbench.toast("Saved a-red-fox.jpg");
    await toast.shown();
    await toast.dismiss();
    expect(emulator.journal.charged.count).toBe(before + 1);
    expect(readHeader(readFileSync(file("images/a-red-fox.jpg")))).toMatchObject({ width: 2048 });
    await expect.poll(() => missing.count()).toBe(0);
  });

  test("Delete takes it out of the history, and its file where that is wanted", async () => {
    const { workbench, file } = journey;
    // The list is drawn anew with the last thumbnail: a menu would close.
    await expect.poll(() => thumbnails().count()).toBe(3);
    const count = (await history().rows()).length;
    await history().menu("A red fox").pick("Delete…");
    await workbench.dialog.press("Keep the Files");
    await expect.poll(async () => (await history().rows()).length).toBe(count - 1);
    expect(readdirSync(file("images")).filter((name) => name.startsWith("a-red-fox"))).toHaveLength(2);
    await generate("A grey wolf");
    await expect.poll(() => thumbnails().count()).toBe(3);
    await history().menu("A grey wolf").pick("Delete…");
    // A server has no trash: another question takes the place of this one.
    await workbench.dialog.locator.getByText("Delete the Files as Well").click();
    await workbench.dialog.press("Delete for Good");
    await expect.poll(() => existsSync(file("images/a-grey-wolf.jpg"))).toBe(false);
    await expect
      .poll(async () => (await history().rows()).map(({ label }) => label))
      .not.toContain("A grey wolf");
  });

  test("dragged into a text it is a link", async () => {
    const { editor, page } = journey.workbench;
    await editor.open(journey.file("docs/page.md"));
    await editor.goTo(2);
    const before = await editor.text();
    const drag = async () => {
      const from = await row("A red fox").boundingBox();
      const to = await page.locator(".editor-instance .view-line").nth(1).boundingBox();
      if (!from || !to) throw new Error("not in sight");
      await page.mouse.move(from.x + 60, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(to.x + 10, to.y + to.height / 2, { steps: 8 });
      await page.keyboard.down("Shift");
      await page.mouse.move(to.x + 4, to.y + to.height / 2, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up("Shift");
    };
    await vi.waitFor(async () => {
      // A list or an editor that moves meanwhile lets it fall elsewhere.
      if ((await editor.text()) === before) await drag();
      await expect.poll(() => editor.text(), { timeout: 5_000 }).not.toBe(before);
    }, patience);
    expect(await editor.text()).toMatch(/\n!\[A red fox\]\(\.\.\/images\/a-red-fox(-2)?\.jpg\)\n/);
  });

  test("the references view takes what is dropped, and a pasted path", async () => {
    const { workbench } = journey;
    const references = workbench.tree("References");
    const clear = "Seedkit: Clear References of the Next Image";
    if ((await references.locator.locator(".monaco-list-row").count()) > 0)
      await workbench.palette.run(clear);
    await references.locator.getByText("Drop images here").waitFor();
    await workbench.clipboard.write("images/snow.png");
    await workbench.palette.run("Seedkit: Paste Reference of the Next Image");
    await references.has("snow.png");
    const bytes = [...png(20, 10, [9, 9, 9])];
    // As a file manager drops it: a file without an address.
    await references.locator.locator(".monaco-list").evaluate((target, content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], "dropped.png", { type: "image/png" }));
      const rows = target.querySelector(".monaco-list-rows") ?? target;
      for (const type of ["dragenter", "dragover", "drop"])
        rows.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }, bytes);
    await expect.poll(async () => (await references.rows()).length).toBe(2);
    expect((await references.rows())[1]?.label).toMatch(/^pasted-\w+\.png$/);
    await references.pressAction("snow.png", "Take Out");
    await expect.poll(async () => (await references.rows()).length).toBe(1);
    await workbench.palette.run(clear);
    await references.locator.getByText("Drop images here").waitFor();
  });

  test("an address is fetched as a reference, and no more of it than an image may hold", async () => {
    const { workbench } = journey;
    const large = Buffer.alloc(1_000_000);
    const server = createServer(async ({ url }, response) => {
      if (url === "/small.png") return response.end(png(40, 30, [7, 90, 7]));
      // Without end, and without a length.
      while (!response.destroyed) if (!response.write(large)) await once(response, "drain").catch(() => {});
      return undefined;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const paste = async (url: string) => {
        await workbench.clipboard.write(url);
        await workbench.palette.run("Seedkit: Paste Reference of the Next Image");
      };
      await paste(`${address}/endless.png`);
      await workbench.toast("endless.png could not be fetched").shown();
      await workbench.toast("endless.png could not be fetched").dismiss();
      await paste(`${address}/small.png`);
      const references = workbench.tree("References");
      await expect.poll(async () => (await references.rows()).length).toBe(1);
      expect((await references.rows())[0]?.label).toMatch(/^pasted-\w+\.png$/);
      await workbench.palette.run("Seedkit: Clear References of the Next Image");
      await references.locator.getByText("Drop images here").waitFor();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test("a prompt flow takes a data URI that is pasted as a reference", async () => {
    const { palette, quickInput, toast } = journey.workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("The same in blue");
    await quickInput.accept();
    await quickInput.has("References");
    await quickInput.pick("References");
    await quickInput.pick("Add a Reference…");
    await quickInput.has("Browse…");
    const data = Buffer.from(png(30, 20, [1, 9, 200])).toString("base64");
    await quickInput.fill(`data:image/png;base64,${data}`);
    await quickInput.pick("Use what was pasted");
    await quickInput.has("References");
    const listed = (await quickInput.items()).find(({ label }) => label === "References");
    expect(listed?.description).toMatch(/^pasted-\w+\.png$/);
    await quickInput.accept();
    await toast("Saved the-same-in-blue.jpg").shown();
    const [generation] = journey.sent.filter(({ body }) => body?.prompt === "The same in blue");
    expect(generation?.body?.image_input).toHaveLength(1);
    await toast("Saved the-same-in-blue.jpg").dismiss();
  });

  test("an image that is renamed in the editor is followed, and does not count as missing", async () => {
    const { workbench, file } = journey;
    await (await workbench.explorer.menu("images/the-same-in-blue.jpg")).pick("Rename...");
    const box = workbench.explorer.locator.locator(".monaco-inputbox input");
    await box.waitFor();
    await box.fill("blue.jpg");
    await box.press("Enter");
    await expect.poll(() => existsSync(file("images/blue.jpg"))).toBe(true);
    await history().open("Seedkit");
    await history().has("The same in blue");
    await history().hover("The same in blue", "images/blue.jpg");
    expect((await history().rows())[0]).toMatchObject({
      label: "The same in blue",
      description: expect.not.stringContaining("missing"),
    });
  }, 120_000);

  test("of what other windows made the newest are shown, and older ones when they are asked for", async () => {
    const { host } = journey;
    writeOlder(join(host.folder, "user-data/User/globalStorage/seedkit.seedkit-vscode/history"));
    await generate("A new moon");
    await history().open("Seedkit");
    await history().has("A new moon");
    const list = history().locator.locator(".monaco-list");
    const last = async (label: string | RegExp) => {
      await expect
        .poll(async () => {
          await list.press("End");
          return (await history().rows()).at(-1)?.label ?? "";
        }, patience)
        .toMatch(label);
    };
    await last(/^Show \d+ Older$/);
    const older = (await history().rows()).at(-1)?.label ?? "";
    await history().press(older);
    await last(/^Older 149$/);
  }, 120_000);
});

/** Adds 150 images of the day before to what the extension remembers of one. */
function writeOlder(folder: string): void {
  const [known = ""] = readdirSync(folder);
  const entry = JSON.parse(readFileSync(join(folder, known), "utf8"));
  for (let number = 0; number < 150; number++) {
    const madeAt = entry.madeAt - 86_400_000 - number * 60_000;
    const id = `${madeAt.toString(36)}-00000000-0`;
    const older = { ...entry, ...{ id, madeAt, prompt: `Older ${number}` } };
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(older));
  }
}
