import { createDocument, type FigmaNode, type Paint } from "@seedkit/figma-host";
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
  expect(desk.figma.refused).toEqual([]);
  await desk.close();
});
afterAll(() => browser.close());

const imageOf = ({ props }: FigmaNode) => {
  const hash = (props.fills as readonly Paint[]).find(({ type }) => type === "IMAGE")?.imageHash;
  return hash ? desk.document.images.get(hash) : undefined;
};

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
  expect(node.relaunchData).toEqual({ regenerate: "Seedream 4.5 · $0.04", edit: "" });
  expect(api.journal.requests.map(({ path }) => path)).toContain("/v2/seedream-4.5");
  await expect.poll(() => host.clientStorage.get("panel/tickets")).toEqual([]);
});

it("fills three frames, each in its own ratio, one undo step each", async () => {
  const document = createDocument();
  const frames = [
    document.add("FRAME", { name: "Wide", width: 1600, height: 900 }),
    document.add("FRAME", { name: "Square", y: 1000, width: 500, height: 500 }),
    document.add("FRAME", { name: "Story", y: 2000, width: 1080, height: 1920 }),
  ];
  desk = await sitDown({ browser, document });
  desk.host.user.select(...frames.toReversed());
  await desk.ui.getByLabel("Place").selectOption("fill");
  await desk.generate("a calm lake");
  await desk.results(3);
  const ratios = frames.map((frame) => {
    const { width = 0, height = 1 } = imageOf(frame) ?? {};
    return width / height;
  });
  [16 / 9, 1, 9 / 16].forEach((ratio, index) => {
    expect(Math.abs((ratios[index] ?? 0) / ratio - 1)).toBeLessThan(0.03);
  });
  expect(frames[2]?.props).toMatchObject({ width: 1080, height: 1920 });
  expect(document.history.steps).toHaveLength(3);
  expect(desk.api.journal.charged.count).toBe(3);
  expect(await desk.ui.locator(".sk-caption").allTextContents()).toEqual([
    expect.stringMatching(/^\d+ × \d+ · Wide$/),
    "2048 × 2048 · Square",
    expect.stringMatching(/^\d+ × \d+ · Story$/),
  ]);
  await desk.figma.draw();
  const toast = desk.figma.page.locator("#toast");
  expect(await toast.textContent()).toContain("3 images placed");
  await toast.getByRole("button", { name: "Undo all" }).click();
  await expect.poll(() => frames.map(imageOf)).toEqual([undefined, undefined, undefined]);
  desk.host.user.undo();
  expect(frames.map(imageOf)).not.toContain(undefined);
});

it("takes text layers as prompts; what failed is retried alone", async () => {
  const document = createDocument();
  const texts = ["a blue door", "a broken window", "a green roof"].map((characters, index) =>
    document.add("TEXT", { characters, name: characters, y: index * 1000, width: 100, height: 20 }),
  );
  const failing = { match: { prompt: "broken" }, fault: { kind: "status", status: 500 }, times: 2 } as const;
  desk = await sitDown({ browser, document, faults: [failing] });
  desk.host.user.select(...texts);
  await desk.ui.getByLabel("Place").selectOption("texts");
  await desk.generate();
  await desk.ui.getByText("The service failed").waitFor({ timeout: 20_000 });
  await desk.results(2);
  expect(desk.api.journal.charged.count).toBe(2);
  await desk.ui.getByRole("button", { name: /^Try again/ }).click();
  await desk.results(3);
  expect(desk.api.journal.charged.count).toBe(3);
  const beside = document.page.children.filter(({ type }) => type === "RECTANGLE");
  expect(beside.map(({ props }) => [props.name, props.x, props.y]).sort()).toEqual([
    ["a blue door", 124, 0],
    ["a broken window", 124, 1000],
    ["a green roof", 124, 2000],
  ]);
});

it("regenerates from the button of a node: the new image beside the old one, with its settings", async () => {
  desk = await sitDown({ browser });
  await desk.ui.getByLabel("4K").check({ force: true });
  await desk.generate("a paper boat");
  await desk.results(1);
  const first = desk.document.find("a paper boat");
  await desk.host.run({ command: "regenerate", relaunch: first });
  await desk.results(1);
  const second = desk.document.page.children.at(-1) as FigmaNode;
  expect([first.removed, second === first]).toEqual([false, false]);
  expect(second.props).toMatchObject({ x: first.props.x + 4096 + 24, y: first.props.y, width: 4096 });
  await desk.host.run({ command: "edit", relaunch: second });
  await expect.poll(() => desk.ui.getByLabel("Prompt").inputValue()).toBe("a paper boat");
  expect(desk.api.journal.charged.count).toBe(2);
});

it("settings that a file brought along and that are not valid wait in the form: nothing is sent", async () => {
  const document = createDocument();
  const node = document.add("RECTANGLE");
  const generation = { version: 1, model: "seedream-99", input: { prompt: "an old one", size: 7 } };
  node.pluginData = { generation: JSON.stringify(generation) };
  node.relaunchData = { regenerate: "" };
  desk = await sitDown({ browser, document, run: { command: "regenerate", relaunch: node } });
  await expect.poll(() => desk.ui.getByLabel("Prompt").inputValue()).toBe("an old one");
  await expect.poll(() => desk.host.notifications.at(-1)?.message).toContain("not valid here");
  await desk.ui.getByLabel("2K").check({ force: true });
  await desk.generate("a new one");
  await desk.results(1);
  expect(desk.api.journal.charged.count).toBe(1);
});

it("generates at once from the quick action, in the ratio it was asked for", async () => {
  const run = { command: "prompt", parameters: { prompt: "a fox", ratio: "9:16" } };
  desk = await sitDown({ browser, run });
  await desk.results(1);
  const { width, height } = desk.document.find("a fox").props;
  expect(height / width).toBeGreaterThan(1.7);
});

it("takes selected layers as references, and uploads each once for all images", async () => {
  const document = createDocument();
  const frame = document.add("FRAME", { name: "Mood", width: 300, height: 300 });
  desk = await sitDown({ browser, document });
  desk.host.user.select(frame);
  await desk.ui.getByRole("button", { name: "Selected layers" }).click();
  await desk.ui.getByRole("button", { name: "Mood, 1 of 1" }).waitFor();
  await desk.ui.getByRole("button", { name: "One image more" }).click();
  await desk.generate("in this mood");
  await desk.results(2);
  const uploads = desk.api.journal.requests.filter(
    ({ path, method }) => path === "/upload-asset" && method === "POST",
  );
  expect(uploads).toHaveLength(1);
  const made = document.find("in this mood");
  expect(JSON.parse(made.pluginData.generation ?? "").input.image_input).toEqual([
    expect.stringContaining("http"),
  ]);
});

it("puts an image of the history back without a request", async () => {
  desk = await sitDown({ browser });
  await desk.generate("a lighthouse");
  await desk.results(1);
  desk.host.user.remove(desk.document.find("a lighthouse"));
  const before = desk.api.journal.requests.length;
  await desk.ui.getByRole("tab", { name: "History" }).click();
  await desk.ui.locator("#sk-panel .sk-picture").first().click();
  await desk.ui.getByRole("dialog").getByRole("button", { name: "Insert", exact: true }).click();
  await expect
    .poll(() => desk.document.page.children.map(({ props }) => props.name))
    .toEqual(["a lighthouse"]);
  expect(desk.api.journal.requests.length).toBe(before);
  const thumb = [...desk.host.clientStorage].find(([name]) => name.startsWith("panel/thumb:"))?.[1];
  expect((thumb as Uint8Array).length).toBeLessThanOrEqual(20_000);
});

it("drags a result to the canvas: it lands under the pointer", async () => {
  desk = await sitDown({ browser });
  await desk.generate("a snail");
  await desk.results(1);
  const count = desk.document.page.children.length;
  await desk.ui.locator(".sk-results .sk-picture").dispatchEvent("dragend", { clientX: -200, clientY: 100 });
  await expect.poll(() => desk.document.page.children.length).toBe(count + 1);
});
