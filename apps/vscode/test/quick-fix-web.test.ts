import { existsSync, readFileSync } from "node:fs";
import { readHeader } from "@seedkit/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({
    files: { "page.md": "![A red tea pot](images/pot.png)\n" },
    settings: { "remote.extensionKind": { "seedkit.seedkit-vscode": ["web"] } },
  });
  // The extension host of the browser has no environment.
  journey.host.setSetting("seedkit.baseUrl", journey.emulator.url);
  await journey.workbench.reload();
});
afterAll(() => journey?.stop());

test("in a web worker, a Quick Fix makes a real PNG at exactly that path", async () => {
  const { editor, quickInput } = journey.workbench;
  await editor.open(journey.file("page.md"));
  await editor.fix("Generate image from alt text ($0.04)");
  await quickInput.opened("Set API Key");
  await quickInput.fill("SG_right_0123456789abcdef");
  await quickInput.accept();
  const path = journey.file("images/pot.png");
  await expect.poll(() => existsSync(path), { timeout: 40_000 }).toBe(true);
  expect(readHeader(readFileSync(path))).toEqual({ mediaType: "image/png", width: 2048, height: 2048 });
  expect(journey.emulator.journal.charged.count).toBe(1);
});
