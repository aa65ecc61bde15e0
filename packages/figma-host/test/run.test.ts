import { afterEach, describe, expect, it } from "vitest";
import {
  createDocument,
  createFigmaHost,
  type FigmaHost,
  type FigmaHostOptions,
  type FigmaNode,
  type Paint,
} from "../src/index.ts";
import { buildFixture, picture } from "./fixture.ts";

const imageHashOf = ({ props }: FigmaNode) => (props.fills as readonly Paint[])[0]?.imageHash ?? "";
const plugin = await buildFixture();
let host: FigmaHost;
const start = async (options: Partial<FigmaHostOptions> = {}) => {
  host = createFigmaHost({ plugin, command: "open", ...options });
  await host.run();
  return host;
};
afterEach(() => {
  host.dispose();
  expect(host.errors).toEqual([]);
});

describe("a built plugin", () => {
  it("inserts an image at the centre of the view, selected, in one undo step", async () => {
    const { traffic, document } = await start();
    host.send({ type: "insert", id: "1", bytes: await picture(64, 48), prompt: "fox" });
    const done = await traffic.next<{ node: string; type: string }>(({ type }) => type === "done");
    const node = document.find("fox");
    expect(node.id).toBe(done.node);
    expect(node.props).toMatchObject({ x: -32, y: -24, width: 64, height: 48 });
    expect(document.selection).toEqual([node]);
    expect(document.history.steps).toHaveLength(1);
    expect(node.pluginData).toEqual({ generation: '{"prompt":"fox"}' });
    expect(document.images.get(imageHashOf(node))?.width).toBe(64);
  });

  it("is told of the user's undo and redo, and finds the node gone and back", async () => {
    const { document, user } = await start();
    host.send({ type: "insert", id: "1", bytes: await picture(8, 8), prompt: "fox" });
    await host.traffic.next(({ type }: { type: string }) => type === "done");
    const node = document.find("fox");
    expect(user.undo()).toBe(true);
    expect(node.removed).toBe(true);
    expect(host.traffic.fromMain.at(-1)).toEqual({ type: "selection", ids: [] });
    host.send({ type: "rename", id: node.id, name: "x" });
    await host.idle();
    expect(host.traffic.fromMain.at(-1)).toMatchObject({ found: false });
    expect(user.redo()).toBe(true);
    expect(document.find("fox")).toBe(node);
    expect(node.pluginData.generation).toContain("fox");
  });

  it("exports real bytes of what an image fill shows", async () => {
    const document = createDocument();
    const hash = document.addImage(await picture(32, 32, "png", "#00ff00"));
    const frame = document.add("FRAME", { fills: [{ type: "IMAGE", scaleMode: "FILL", imageHash: hash }] });
    await start({ document });
    host.user.select(frame);
    host.send({ type: "reference", id: "r" });
    const { bytes } = await host.traffic.next<{ bytes: Uint8Array; type: string }>(
      ({ type }) => type === "done",
    );
    const { default: sharp } = await import("sharp");
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 64, height: 64 });
    expect(data[1]).toBeGreaterThan(240);
  });

  it("keeps the key in clientStorage from run to run, and says good-bye", async () => {
    await start();
    host.send({ type: "key", value: "SG_1" });
    await host.idle();
    host.send({ type: "close" });
    await host.idle();
    expect(host.running).toBe(false);
    expect(host.closedWith).toBe("Bye");
    expect(host.notifications.at(-1)?.message).toBe("Bye");
    await host.run();
    host.send({ type: "ready" });
    expect(await host.traffic.next(({ type }: { type: string }) => type === "init")).toMatchObject({
      key: "SG_1",
    });
  });

  it("is closed by the user while a request runs: its late answer touches nothing", async () => {
    await start();
    host.send({ type: "insert", id: "1", bytes: await picture(8, 8), prompt: "late" });
    host.close();
    await host.idle();
    expect(host.running).toBe(false);
    expect(host.logs).toContainEqual({ level: "log", text: "closing" });
    expect(host.document.page.children).toEqual([]);
    host.send({ type: "ready" });
  });

  it("starts from a node's relaunch button", async () => {
    await start();
    host.send({ type: "insert", id: "1", bytes: await picture(8, 8), prompt: "fox" });
    await host.idle();
    const node = host.document.find("fox");
    await host.run({ command: "regenerate", relaunch: node });
    expect(host.traffic.fromMain.at(-1)).toMatchObject({ type: "run", command: "regenerate" });
    expect(host.document.selection).toEqual([node]);
  });

  it("answers a quick action's questions, then runs with the parameters", async () => {
    host = createFigmaHost({ plugin, command: "quick" });
    expect(await host.suggest({ key: "prompt", query: "fox" })).toEqual({ suggestions: ["fox"] });
    const { suggestions } = await host.suggest({ key: "ratio", parameters: { prompt: "fox" } });
    expect(suggestions).toEqual([
      { name: "1:1 fox", data: "1:1" },
      { name: "16:9 fox", data: "16:9" },
    ]);
    expect(host.ui).toBeUndefined();
    await host.run({ parameters: { prompt: "fox", ratio: "1:1" } });
    expect(host.traffic.fromMain.at(-1)).toEqual({
      type: "run",
      command: "quick",
      parameters: { prompt: "fox", ratio: "1:1" },
    });
  });

  it("takes a dropped file and keeps Figma from placing it too", async () => {
    await start();
    const files = [{ name: "fox.png", type: "image/png", bytes: await picture(10, 10) }];
    expect(host.user.drop({ x: 300, y: 200, files })).toBe(false);
    await host.idle();
    expect(host.document.find("fox.png").props).toMatchObject({ x: 295, y: 195 });
    expect(host.user.drop({ x: 0, y: 0, items: [{ type: "text/plain", data: "hello" }] })).toBe(true);
  });

  it("hears of a page switch, and of a node the user removed meanwhile", async () => {
    const document = createDocument({ pages: ["One", "Two"] });
    const frame = document.add("FRAME", { name: "Target" });
    await start({ document });
    host.user.select(frame);
    host.user.remove(frame);
    expect(host.traffic.fromMain.at(-1)).toEqual({ type: "selection", ids: [] });
    host.user.switchPage(document.find("Two"));
    expect(host.traffic.fromMain.at(-1)).toEqual({ type: "page", name: "Two" });
    host.send({ type: "rename", id: frame.id, name: "x" });
    await host.idle();
    expect(host.traffic.fromMain.at(-1)).toMatchObject({ found: false });
    expect(host.user.undo()).toBe(true);
    expect(frame.parent).toBe(document.find("One"));
  });

  it("keeps the bytes of images out of the plugin's heap", async () => {
    const { traffic } = await start();
    const image = new Uint8Array(8 * 1024 * 1024);
    image.set(await picture(64, 64));
    const sizes: number[] = [];
    for (let index = 0; index < 15; index += 1) {
      image[image.length - 1] = index;
      host.send({ type: "insert", id: String(index), bytes: image.slice(), prompt: `fox ${index}` });
      await traffic.next(({ id }: { id?: string }) => id === String(index));
      sizes.push(host.heap());
    }
    expect(host.document.images.size).toBe(15);
    expect(traffic.bytes.fromUi).toBe(15 * image.length);
    expect((sizes.at(-1) ?? 0) - (sizes[0] ?? 0)).toBeLessThan(1024 * 1024);
  });
});
