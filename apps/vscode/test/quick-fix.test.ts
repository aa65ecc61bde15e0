import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readProvenance } from "@seedkit/batch";
import { readHeader } from "@seedkit/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";

const one = "Generate image from alt text ($0.04)";

const files = {
  "docs/page.md": "# Tea\n\n![A red tea pot on linen](images/tea%20pot.png)\n",
  "docs/links.md":
    "# Links\n\n![A tea field][field]\n\n![](images/hill.webp)\n\n[field]: images/field.webp\n",
  "docs/page.mdx":
    '# Tea\n\n<Hero src="/img/hero.webp" alt="A tea house at dusk" width={1600} height={900} />\n',
  "site/index.html": '<p>\n<img alt="A porcelain cup" src="cup.avif?v=2">\n',
  "src/App.tsx": 'export const app = <img src="./whisk.png" alt="A bamboo whisk" />;\n',
  "docs/blocked.md": "![A blocked path](taken/path.jpg)\n",
  "docs/taken": "a file where a folder would have to be",
  "docs/plain.md": "# Plain\n\n![A plain jug](jugs/my%20jug.png 'x') and ![again](jugs/my%20jug.png)\n",
  "static/robots.txt": "",
};

describe("a Quick Fix makes the image that a document misses", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      files,
      settings: { "markdown.validate.enabled": true, "typescript.validate.enable": false },
    });
  });
  afterAll(() => journey?.stop());

  const charged = () => journey.emulator.journal.charged.count;

  /** Opens a file at a place, and takes the first fix that is offered there: by keyboard alone. */
  async function takeFirstFix(name: string, line: number, column: number, title = one): Promise<void> {
    const { editor, page } = journey.workbench;
    await editor.open(journey.file(name));
    await editor.goTo(line, column);
    await expect.poll(async () => (await editor.fixes())[0], { timeout: 20_000 }).toBe(title);
    const focused = page.locator(".action-widget:visible .monaco-list-row.action.focused");
    const open = async () => {
      if (!(await focused.isVisible())) await page.keyboard.press("Control+.");
      return focused.isVisible();
    };
    await expect.poll(open, { timeout: 20_000, interval: 1000 }).toBe(true);
    await page.keyboard.press("Enter");
  }

  const made = (name: string) =>
    expect
      .poll(() => existsSync(journey.file(name)) && readHeader(readFileSync(journey.file(name))), {
        timeout: 40_000,
      })
      .toBeTruthy();

  test("in Markdown, on the editor's own problem: a real PNG at exactly that path, and the problem is gone", async () => {
    const { editor, problems } = journey.workbench;
    await editor.open(journey.file("docs/page.md"));
    await editor.hasSquiggle("warning");
    expect((await problems.list()).join()).toContain("docs/images/tea pot.png");
    await problems.close();
    await takeFirstFix("docs/page.md", 3, 30);
    await made("docs/images/tea pot.png");
    const bytes = readFileSync(journey.file("docs/images/tea pot.png"));
    expect(readHeader(bytes)).toEqual({ mediaType: "image/png", width: 2048, height: 2048 });
    expect(readProvenance(bytes)).toMatchObject({ prompt: "A red tea pot on linen", madeByAi: true });
    await expect.poll(() => editor.squiggles("warning"), { timeout: 20_000 }).toBe(0);
    expect(await editor.isDirty()).toBe(false);
    expect(charged()).toBe(1);
  }, 120_000);

  test("in MDX, where the site serves it from, in the proportions of its attributes", async () => {
    const before = charged();
    await takeFirstFix("docs/page.mdx", 3, 16);
    await made("static/img/hero.webp");
    const header = readHeader(readFileSync(journey.file("static/img/hero.webp")));
    expect(header).toMatchObject({ mediaType: "image/webp" });
    expect((header?.width ?? 0) / (header?.height ?? 1)).toBeCloseTo(16 / 9, 1);
    expect(charged()).toBe(before + 1);
  });

  test("in HTML, as AVIF", async () => {
    const before = charged();
    await takeFirstFix("site/index.html", 2, 10);
    await made("site/cup.avif");
    expect(readHeader(readFileSync(journey.file("site/cup.avif")))?.mediaType).toBe("image/avif");
    expect(charged()).toBe(before + 1);
  });

  test("in TSX", async () => {
    const before = charged();
    await takeFirstFix("src/App.tsx", 1, 30);
    await made("src/whisk.png");
    expect(readHeader(readFileSync(journey.file("src/whisk.png")))?.mediaType).toBe("image/png");
    expect(charged()).toBe(before + 1);
  });

  test("all of a document at once, after a look at the price; what has no alt text is asked for", async () => {
    const before = charged();
    const { editor, dialog, quickInput } = journey.workbench;
    await editor.open(journey.file("docs/links.md"));
    await editor.goTo(3, 4);
    await editor.fix("Generate all 2 missing images ($0.08)");
    expect(await dialog.message()).toContain("Generate 2 missing images?");
    expect(charged()).toBe(before);
    await dialog.press("Generate for $0.08");
    await quickInput.opened("Generate images/hill.webp ($0.04)");
    expect(await quickInput.value()).toBe("Links");
    await quickInput.fill("A green hill");
    await quickInput.accept();
    await made("docs/images/field.webp");
    await made("docs/images/hill.webp");
    const prompts = journey.sent.flatMap(({ body }) => body?.prompt ?? []);
    expect(prompts).toEqual(expect.arrayContaining(["A tea field", "A green hill"]));
    expect(charged()).toBe(before + 2);
    expect(await editor.isDirty()).toBe(false);
  });

  test("a paid image that cannot be written there is kept, and the error says where", async () => {
    const before = charged();
    await takeFirstFix("docs/blocked.md", 1, 20);
    const toast = journey.workbench.toast("could not be written");
    await toast.shown();
    const path = /The image is in (\S+\.jpg)/.exec(await toast.message())?.[1] ?? "";
    expect(path).toContain("rescue");
    expect(readHeader(readFileSync(path))).toMatchObject({ mediaType: "image/jpeg" });
    expect(charged()).toBe(before + 1);
  });

  test("where nothing can convert, the real extension is used, and every link says so", async () => {
    const before = charged();
    const { editor } = journey.workbench;
    for (const codecs of globSync(join(journey.host.folder, "extensions/*/dist/wasm")))
      rmSync(codecs, { recursive: true });
    await takeFirstFix("docs/plain.md", 3, 8);
    await made("docs/jugs/my jug.jpg");
    const link = "![A plain jug](jugs/my%20jug.jpg 'x') and ![again](jugs/my%20jug.jpg)";
    await expect.poll(() => editor.text(), { timeout: 20_000 }).toContain(link);
    expect(existsSync(journey.file("docs/jugs/my jug.png"))).toBe(false);
    await editor.undo();
    await expect.poll(() => editor.text()).toContain(files["docs/plain.md"].split("\n")[2]);
    expect(charged()).toBe(before + 1);
  });
});
