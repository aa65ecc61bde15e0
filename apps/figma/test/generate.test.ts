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

it("asks for a key at the first run, tests it, and puts the first image at the middle of the canvas", async () => {
  desk = await sitDown({ browser, key: null, apiKey: "SG_good" });
  const { ui, host, api, document } = desk;
  await ui.getByLabel("API key").fill("SG_bad");
  await ui.getByRole("button", { name: "Test and save" }).click();
  await ui.getByText("This key is not accepted").waitFor();
  await ui.getByLabel("API key").fill("SG_good");
  await ui.getByRole("button", { name: "Test and save" }).click();
  await desk.generate("a red kite");
  await desk.results(1);
  const node = document.find("a red kite");
  expect(node.props).toMatchObject({ x: -1024, y: -1024, width: 2048, height: 2048 });
  expect(document.selection).toEqual([node]);
  expect(document.history.steps).toHaveLength(1);
  expect(api.journal.charged.count).toBe(1);
  expect(host.clientStorage.get("key")).toBe("SG_good");
  expect(JSON.stringify(node.pluginData)).not.toContain("SG_good");
  expect(JSON.parse(node.pluginData.generation ?? "")).toMatchObject({ input: { prompt: "a red kite" } });
  expect(Object.keys(node.relaunchData)).toEqual(["regenerate", "edit"]);
  expect(api.journal.requests.map(({ path }) => path)).toContain("/v2/seedream-4.5");
  await expect.poll(() => host.clientStorage.get("panel/tickets")).toEqual([]);
});
