import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Desk, launchChromium, sitDown } from "./figma.ts";

let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  expect(desk.host.errors).toEqual([]);
  await desk.close();
});
afterAll(() => browser.close());

// What the window's first script leaves in the document, before anything else could come from the main thread.
const atFirst = `addEventListener("DOMContentLoaded", () => {
  const prompt = document.querySelector("#sk-prompt");
  globalThis.atFirst = ["#sk-prompt", "#sk-key", "#sk-destination"].filter((id) => document.querySelector(id));
  prompt?.focus();
  document.execCommand("insertText", false, "typed at once");
  globalThis.seen = new Set(globalThis.atFirst);
  new MutationObserver(() => {
    for (const id of ["#sk-prompt", "#sk-key"]) if (document.querySelector(id)) globalThis.seen.add(id);
  }).observe(document, { childList: true, subtree: true });
});`;

type Noted = { atFirst: readonly string[]; seen: ReadonlySet<string> };
const noted = async () => {
  const frame = await desk.figma.frame();
  return frame.evaluate(() => {
    const { atFirst: first, seen } = globalThis as unknown as Noted;
    return { first, seen: [...seen] };
  });
};

it("the whole form is there before any message, and what is typed at once stays and is sent", async () => {
  const history = [
    { id: "old/0", at: 1, model: "seedream-4.5", prompt: "old", input: {}, width: 1, height: 1 },
  ];
  const clientStorage = new Map<string, unknown>([["panel/history", history]]);
  desk = await sitDown({ browser, script: atFirst, clientStorage });
  expect((await noted()).first).toEqual(["#sk-prompt", "#sk-destination"]);
  // The balance is the last that comes from outside at the start.
  await desk.ui.locator(".sk-credits").waitFor();
  expect(await desk.ui.getByLabel("Prompt").inputValue()).toBe("typed at once");
  await desk.generate();
  await desk.results(1);
  expect(desk.document.find("typed at once").props.width).toBe(2048);
  await expect
    .poll(() =>
      (desk.host.clientStorage.get("panel/history") as { prompt: string }[]).map(({ prompt }) => prompt),
    )
    .toEqual(["typed at once", "old"]);
});

it("without a key the first thing that shows is the field for it, never the form", async () => {
  desk = await sitDown({ browser, script: atFirst, key: null });
  await desk.ui.getByLabel("API key").waitFor();
  expect(await noted()).toEqual({ first: ["#sk-key"], seen: ["#sk-key"] });
});
