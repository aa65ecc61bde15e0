import { createDocument, createFigmaHost, type FigmaNode } from "@seedkit/figma-host";
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import { pluginFor } from "./build-for.ts";
import { drive, type MainThread, runMain } from "./main-thread.ts";
import { picture } from "./picture.ts";

let thread: MainThread;
afterEach(() => {
  expect(thread.host.errors).toEqual([]);
  thread.host.dispose();
});

describe("commands", () => {
  it("open: shows the panel in Figma's theme, with what is selected", async () => {
    thread = await runMain();
    expect(thread.host.ui).toMatchObject({ visible: true, themeColors: true, title: "Seedkit" });
    expect(await thread.start()).toMatchObject({ command: "open", made: [] });
  });

  it("prompt: asks for a prompt and a ratio before there is a window, then starts with both", async () => {
    const host = createFigmaHost({ plugin: await pluginFor(), command: "prompt" });
    thread = drive(host);
    expect((await host.suggest({ key: "prompt" })).suggestions).toHaveLength(3);
    expect((await host.suggest({ key: "prompt", query: "a fox" })).suggestions).toEqual(["a fox"]);
    const { suggestions } = await host.suggest({ key: "ratio", parameters: { prompt: "a fox" } });
    expect(suggestions).toContainEqual({ name: "16:9 landscape", data: "16:9" });
    expect(suggestions).toHaveLength(8);
    host.user.select(host.document.add("FRAME"));
    expect(host.ui).toBeUndefined();
    await host.run({ parameters: { prompt: "a fox", ratio: "16:9" } });
    expect(await thread.start()).toMatchObject({ command: "prompt", prompt: "a fox", ratio: "16:9" });
  });

  it.each(["regenerate", "edit"])("%s: starts from the settings that the node carries", async (command) => {
    thread = await runMain();
    const { node } = await thread.deliver();
    await thread.host.run({ command, relaunch: node });
    const { made, ...start } = await thread.start();
    expect(start.command).toBe(command);
    expect(made).toMatchObject([
      { generation: { model: "seedream-4.5", input: { prompt: "a fox" } }, target: { name: "a fox" } },
    ]);
    const again = await thread.deliver(made[0]?.target.place);
    expect(again.node.props).toMatchObject({ x: node.props.x + 64 + 24, y: node.props.y, width: 64 });
    expect(node.removed).toBe(false);
  });
});

it("a selection that changes is told to the panel, also by another page", async () => {
  const document = createDocument({ pages: ["One", "Two"] });
  thread = await runMain({ document });
  thread.host.traffic.clear();
  thread.host.user.select(document.add("FRAME", { name: "Hero" }));
  thread.host.user.switchPage(document.find("Two"));
  const told = thread.host.traffic.fromMain as { selection: { fill: { name: string }[] } }[];
  expect(told.map(({ selection }) => selection.fill.length)).toEqual([1, 0, 0]);
});

it("settings too large for a node lose their references, never the image", async () => {
  thread = await runMain();
  const image_input = Array.from({ length: 14 }, () => `https://images.segmind.com/${"x".repeat(8000)}`);
  const input = { prompt: "a fox", image_input };
  const { node } = await thread.deliver(undefined, {
    generation: { version: 1, model: "seedream-4", input },
  });
  expect(JSON.parse(node.pluginData.generation ?? "").input).toEqual({ prompt: "a fox" });
  const huge = { prompt: "x".repeat(120_000) };
  const bare = await thread.deliver(undefined, {
    generation: { version: 1, model: "seedream-4", input: huge },
  });
  expect([bare.node.removed, bare.node.pluginData.generation]).toEqual([false, undefined]);
});

it("tiles are a group of rectangles at whole px without a gap", async () => {
  thread = await runMain();
  const hashes = await Promise.all(
    [1, 2].map(async (side) => thread.call("addImage", { bytes: await picture(8 + side, 8) })),
  );
  const parts = hashes.map(({ hash }, index) => ({ hash, x: index * 2752, y: 0, width: 2752, height: 3040 }));
  const { node } = await thread.deliver(undefined, { parts, width: 5504, height: 3040 });
  expect(node.type).toBe("GROUP");
  expect(node.props).toMatchObject({ x: -2752, y: -1520, width: 5504, height: 3040, name: "a fox" });
  expect(node.children.map(({ props }) => [props.x, props.width])).toEqual([
    [-2752, 2752],
    [0, 2752],
  ]);
  expect(Object.keys(node.relaunchData)).toContain("regenerate");
  expect(thread.host.user.undo()).toBe(true);
  expect(thread.host.document.page.children).toEqual([]);
});

describe("references from layers", () => {
  it("of a plain image fill are its own bytes; of anything else what it looks like, at most 2048 px", async () => {
    const document = createDocument();
    const original = await picture(40, 30, "jpeg");
    const fills = [{ type: "IMAGE", scaleMode: "FILL" as const, imageHash: document.addImage(original) }];
    const photo = document.add("RECTANGLE", { name: "Photo", y: 0, fills });
    const board = document.add("FRAME", { name: "Board", y: 200, width: 5000, height: 2500, fills });
    document.add("RECTANGLE", {}, board);
    const hidden = document.add("FRAME", { name: "Hidden", y: 9000, visible: false });
    thread = await runMain({ document });
    thread.host.user.select(hidden, board, photo);
    const { ids, skipped } = await thread.call("selectedReferences", {});
    expect([ids, skipped]).toEqual([[photo.id, board.id], [{ name: "Hidden", why: "hidden" }]]);
    const [first, second] = await Promise.all(ids.map((id) => thread.call("readReference", { id })));
    expect([first?.name, Buffer.compare(first?.bytes ?? original, original)]).toEqual(["Photo", 0]);
    const { width, height, format } = await sharp(second?.bytes).metadata();
    expect([width, height, format]).toEqual([2048, 1024, "jpeg"]);
  });

  it("a layer that is deleted in between is told, and breaks nothing", async () => {
    thread = await runMain();
    const node = thread.host.document.add("RECTANGLE");
    thread.host.user.remove(node);
    await expect(thread.call("readReference", { id: node.id })).rejects.toThrow("The layer is gone");
  });
});

describe("history", () => {
  it("puts an image back at no cost in this file, and says so where the file has not got it", async () => {
    thread = await runMain();
    const { hash } = await thread.call("addImage", { bytes: await picture(20, 10) });
    const image = {
      parts: [{ hash, x: 0, y: 0, width: 20, height: 10 }],
      ...{ width: 20, height: 10, name: "kept" },
      generation: { version: 1 as const, model: "seedream-4.5", input: { prompt: "kept" } },
    };
    expect(await thread.call("reuse", image)).toEqual({ found: true });
    expect(thread.host.document.find("kept").props).toMatchObject({ width: 20, height: 10 });
    const elsewhere = await runMain();
    expect(await elsewhere.call("reuse", image)).toEqual({ found: false });
    expect(elsewhere.host.document.page.children).toEqual([]);
    elsewhere.host.dispose();
  });
});

describe("what is kept", () => {
  it("the key lies in clientStorage alone, and is removed when asked", async () => {
    thread = await runMain();
    await thread.call("writeKey", { key: "SG_secret" });
    await thread.deliver();
    expect(await thread.call("readKey", {})).toEqual({ key: "SG_secret" });
    await thread.host.run();
    expect(await thread.start()).toMatchObject({ hasKey: true });
    const inFile = [thread.host.document.root, ...thread.host.document.page.children].map(
      (node: FigmaNode) => [node.pluginData, node.relaunchData],
    );
    expect(JSON.stringify(inFile)).not.toContain("SG_secret");
    expect(thread.host.ui?.html).not.toContain("SG_secret");
    await thread.call("writeKey", {});
    expect(await thread.call("readKey", {})).toEqual({});
    expect(thread.host.clientStorage.has("key")).toBe(false);
  });

  it("when 5 MB are full the oldest thumbnails go, and what is new is kept", async () => {
    const clientStorage = new Map<string, unknown>();
    const history = Array.from({ length: 100 }, (_, index) => ({ id: `h${index}` }));
    clientStorage.set("panel/history", history);
    for (const { id } of history) clientStorage.set(`panel/thumb:${id}`, new Uint8Array(20_000));
    clientStorage.set("panel/thumb:unknown", new Uint8Array(20_000));
    clientStorage.set("other", new Uint8Array(3_215_000));
    thread = await runMain({ clientStorage });
    for (const name of ["thumb:new", "thumb:newer"]) {
      await thread.call("writeValue", { name, value: new Uint8Array(20_000) });
    }
    const kept = (id: string) => clientStorage.has(`panel/thumb:${id}`);
    expect([kept("new"), kept("h0"), kept("unknown"), kept("h99")]).toEqual([true, true, false, false]);
  });

  it("opening the plugin changes nothing in the file; a kept ticket marks it", async () => {
    thread = await runMain();
    await thread.start();
    expect(thread.host.document.root.pluginData).toEqual({});
    const { page } = await thread.selection();
    await thread.call("writeValue", { name: "tickets", value: [] });
    expect(page.place).toContain(thread.host.document.root.pluginData.file);
  });
});

it("a drop from the panel puts the image under the pointer; any other drop is Figma's", async () => {
  thread = await runMain();
  const { hash } = await thread.call("addImage", { bytes: await picture(20, 10) });
  const seedkit = {
    parts: [{ hash, x: 0, y: 0, width: 20, height: 10 }],
    ...{ width: 20, height: 10, name: "dropped", run: "r", hint: "" },
    generation: { version: 1, model: "seedream-4.5", input: {} },
  };
  expect(thread.host.user.drop({ x: 300, y: 200, metadata: { seedkit } })).toBe(false);
  expect(thread.host.document.find("dropped").props).toMatchObject({ x: 290, y: 195 });
  expect(thread.host.user.drop({ x: 0, y: 0, items: [{ type: "text/plain", data: "x" }] })).toBe(true);
});

it("a call that fails is answered with Figma's own text", async () => {
  thread = await runMain();
  await expect(thread.call("addImage", { bytes: await picture(8, 8, "webp") })).rejects.toThrow(
    "Image type is unsupported",
  );
});
