import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { expect, inject, test } from "vitest";

const executablePath = process.env.CHROME_PATH;
const installed = inject("installed");
const gif = Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAA=", "base64");
const count = 5000;

/** A report of many pictures, every tenth of which failed. Returns its page. */
async function writeSheet(folder: string): Promise<string> {
  const entry = join(installed, "node_modules/@seedkit/batch/dist/index.js");
  const { writeReport } = await import(pathToFileURL(entry).href);
  await mkdir(join(folder, "images"));
  const cost = { micros: 40_000, formatted: "$0.04" };
  const jobs = [];
  for (let at = 0; at < count; at++) {
    const id = `picture-${at}`;
    const path = `images/${id} #1.gif`;
    const failed = at % 10 === 9;
    if (!failed) await writeFile(join(folder, path), gif);
    const files = failed ? [] : [{ path, width: 1, height: 1 }];
    const status = failed ? "failed" : "generated";
    jobs.push({ id, index: 0, status, model: "model", prompt: `<b>${id}</b>`, files, cost });
  }
  const counts = { generated: count * 0.9, failed: count * 0.1 };
  const result = { jobs, counts, spent: cost, perhapsSpent: cost, saved: cost };
  return (await writeReport(folder, result, { entries: [] })).contactSheet;
}

test.skipIf(!executablePath)(
  "a contact sheet of 5,000 pictures opens from the disk, without a script, in light and dark",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "seedkit-sheet-"));
    const browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    });
    try {
      const sheet = pathToFileURL(await writeSheet(folder)).href;
      const grounds: string[] = [];
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await browser.newPage({ colorScheme });
        const failures: string[] = [];
        page.on("requestfailed", (request) => failures.push(request.url()));
        page.on("console", (message) => failures.push(message.text()));
        await page.goto(sheet);
        expect(await page.locator(".card").count()).toBe(count);
        expect(await page.locator(".prompt").first().textContent()).toBe("<b>picture-0</b>");
        const loaded = () => page.evaluate<number>(`[...document.images].filter(isThere).length`);
        await page.evaluate(`globalThis.isThere = ({ naturalWidth }) => naturalWidth > 0`);
        await expect.poll(loaded).toBeGreaterThan(0);
        // A browser loads some pictures ahead, and not all.
        expect(await loaded()).toBeLessThan(500);

        await page.locator("img").last().scrollIntoViewIfNeeded();
        await expect.poll(() => page.evaluate(`isThere([...document.images].at(-1))`)).toBe(true);
        await page.locator("label.failed").click();
        await expect.poll(() => page.locator(".card:visible").count()).toBe(count / 10);
        grounds.push(
          await page.evaluate<string>(`getComputedStyle(document.documentElement).backgroundColor`),
        );
        expect(failures).toEqual([]);
        await page.close();
      }
      expect(new Set(grounds).size).toBe(2);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
