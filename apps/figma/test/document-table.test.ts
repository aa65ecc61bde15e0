import { createDocument, type FigmaNode, mixed, type NodeType, type Paint } from "@seedkit/figma-host";
import { afterEach, describe, expect, it } from "vitest";
import { type MainThread, runMain } from "./main-thread.ts";
import { picture } from "./picture.ts";

let thread: MainThread;
afterEach(() => {
  expect(thread.host.errors).toEqual([]);
  thread.host.dispose();
});

const start = async (document = createDocument()) => {
  thread = await runMain({ document });
  return document;
};
const select = async (...nodes: FigmaNode[]) => {
  thread.host.user.select(...nodes);
  return thread.selection();
};
const only = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list[0] as T;
};
const paints = ({ props }: FigmaNode) => props.fills as readonly Paint[];
const box = ({ props: { x, y, width, height } }: FigmaNode) => ({ x, y, width, height });

describe("nothing is selected", () => {
  it("cannot be filled; an image goes to the middle of the view, then beside it, at whole px", async () => {
    await start();
    thread.host.viewport.center = { x: 100.4, y: 50.2 };
    const { fill, insert, texts, page } = await thread.selection();
    expect([fill, insert, texts]).toEqual([[], [], []]);
    expect(box((await thread.deliver(page.place)).node)).toEqual({ x: 68, y: 26, width: 64, height: 48 });
    expect(box((await thread.deliver(page.place)).node)).toEqual({ x: 156, y: 26, width: 64, height: 48 });
    expect(thread.host.document.history.steps.length).toBe(2);
  });
});

describe.each<NodeType>([
  "RECTANGLE",
  "ELLIPSE",
  "POLYGON",
  "STAR",
  "VECTOR",
  "FRAME",
  "COMPONENT",
  "SECTION",
])("%s", (type) => {
  it("is filled in its own size, with the topmost image replaced and every other paint kept", async () => {
    const document = await start();
    const [below, above] = [document.addImage(await picture(9, 9)), document.addImage(await picture(8, 8))];
    const solid = { type: "SOLID", color: { r: 1, g: 0, b: 0 } };
    const image = (imageHash: string) => ({ type: "IMAGE", scaleMode: "FIT" as const, imageHash });
    const node = document.add(type, {
      name: "Hero",
      width: 300,
      height: 200,
      fills: [solid, image(below), solid, image(above), solid],
    });
    const target = only((await select(node)).fill);
    expect(target).toMatchObject({ name: "Hero", width: 300, height: 200 });
    await thread.deliver(target.place);
    expect(paints(node).map(({ type }) => type)).toEqual(["SOLID", "IMAGE", "SOLID", "IMAGE", "SOLID"]);
    expect(paints(node)[1]).toMatchObject({ imageHash: below });
    expect(paints(node)[3]).toMatchObject({ scaleMode: "FILL" });
    expect(paints(node)[3]?.imageHash).not.toBe(above);
    expect(box(node)).toMatchObject({ width: 300, height: 200 });
  });

  it("takes an image in: a container as its child, anything else a sibling with the same box", async () => {
    const document = await start();
    const node = document.add(type, { x: 40, y: 30, width: 300, height: 200 });
    const target = only((await select(node)).insert);
    const { node: made } = await thread.deliver(target.place);
    const isContainer = ["FRAME", "COMPONENT", "SECTION"].includes(type);
    expect(made.parent).toBe(isContainer ? node : document.page);
    expect(box(made)).toEqual(
      isContainer ? { x: 118, y: 76, width: 64, height: 48 } : { x: 40, y: 30, width: 300, height: 200 },
    );
  });
});

it("a fill that has no image yet gets one on top; a mixed one is replaced", async () => {
  const document = await start();
  const node = document.add("RECTANGLE", { fills: [{ type: "SOLID", color: { r: 0, g: 0, b: 0 } }] });
  await thread.deliver(only((await select(node)).fill).place);
  expect(paints(node).map(({ type }) => type)).toEqual(["SOLID", "IMAGE"]);
  const vector = document.add("VECTOR", { y: 200, fills: mixed });
  await thread.deliver(only((await select(vector)).fill).place);
  expect(paints(vector).map(({ type }) => type)).toEqual(["IMAGE"]);
});

describe.each<NodeType>(["TEXT", "STICKY"])("%s", (type) => {
  it("is a prompt, and its image lands beside it", async () => {
    const document = await start(createDocument({ editor: type === "STICKY" ? "figjam" : "figma" }));
    const node = document.add(type, { x: 10, y: 20, width: 200, height: 100, characters: " a blue door " });
    const empty = document.add(type, { name: "Empty", y: 500, characters: " " });
    const selection = await select(empty, node);
    expect(selection.fill).toEqual([]);
    expect(selection.skipped).toEqual([{ name: "Empty", why: "empty" }]);
    const target = only(selection.texts);
    expect(target.text).toBe("a blue door");
    const { node: made } = await thread.deliver(target.place);
    expect(box(made)).toEqual({ x: 234, y: 20, width: 64, height: 48 });
  });
});

describe("an instance", () => {
  const build = async () => {
    const document = await start();
    const component = document.add("COMPONENT", { name: "Card", width: 300, height: 300 });
    document.add("RECTANGLE", { name: "Photo", x: 10, y: 10, width: 200, height: 100 }, component);
    const frame = document.add("FRAME", { name: "Page", x: 1000, y: 0, width: 800, height: 800 });
    const instance = document.instantiate(component, { x: 50, y: 60 }, frame);
    return { document, frame, instance, photo: instance.children[0] as FigmaNode };
  };

  it("is filled, and so is what is inside of it: an override", async () => {
    const { instance, photo } = await build();
    for (const node of [instance, photo]) {
      await thread.deliver(only((await select(node)).fill).place);
      expect(paints(node).at(-1)?.type).toBe("IMAGE");
    }
    expect(photo.source && paints(photo.source).at(-1)?.type).toBe("SOLID");
  });

  it("takes nothing in: the image goes to the nearest parent outside of it", async () => {
    const { frame, photo } = await build();
    const { node } = await thread.deliver(only((await select(photo)).insert).place);
    expect(node.parent).toBe(frame);
    expect(box(node)).toEqual({ x: 60, y: 70, width: 200, height: 100 });
  });
});

it("a slide is filled as its background, and takes images in at their place", async () => {
  const document = await start(createDocument({ editor: "slides" }));
  const slide = document.focusedSlide as FigmaNode;
  const selection = await select(slide);
  await thread.deliver(only(selection.fill).place);
  expect(paints(slide).at(-1)?.type).toBe("IMAGE");
  const inside = { x: (1920 - 64) / 2, y: (1080 - 48) / 2, width: 64, height: 48 };
  const { node } = await thread.deliver(only(selection.insert).place);
  expect([node.parent, box(node)]).toEqual([slide, inside]);
  const { node: onCanvas } = await thread.deliver(selection.page.place);
  expect([onCanvas.parent, box(onCanvas)]).toEqual([slide, inside]);
});

it("an image on a board is no larger than people can see", async () => {
  await start(createDocument({ editor: "figjam" }));
  const { node } = await thread.deliver(undefined, { width: 4096, height: 2048 });
  expect(box(node)).toMatchObject({ width: 1024, height: 512 });
});

it("what is locked, hidden or cannot hold an image is skipped and named, in reading order", async () => {
  const document = await start();
  const locked = document.add("FRAME", { name: "Locked", locked: true });
  const inLocked = document.add("RECTANGLE", { name: "Inside", y: 1 }, locked);
  const hidden = document.add("RECTANGLE", { name: "Hidden", visible: false, y: 2 });
  const line = document.add("LINE", { name: "Line", y: 3 });
  const connector = document.add("CONNECTOR", { name: "Arrow", y: 4 });
  const late = document.add("RECTANGLE", { name: "Second", x: 50, y: 5 });
  const early = document.add("RECTANGLE", { name: "First", x: 40, y: 5 });
  const { fill, insert, skipped } = await select(late, connector, line, hidden, inLocked, early, locked);
  expect(fill.map(({ name }) => name)).toEqual(["First", "Second"]);
  expect(insert.map(({ name }) => name)).toEqual(["First", "Second"]);
  expect(skipped).toEqual([
    { name: "Locked", why: "locked" },
    { name: "Inside", why: "locked" },
    { name: "Hidden", why: "hidden" },
    { name: "Line", why: "cannot hold an image" },
    { name: "Arrow", why: "cannot hold an image" },
  ]);
});

it("a child that is put into auto layout moves nothing", async () => {
  const document = await start();
  const frame = document.add("FRAME", { layoutMode: "VERTICAL", width: 200, height: 200 });
  const first = document.add("RECTANGLE", { width: 100, height: 100 }, frame);
  const before = [box(frame), box(first)];
  const { node } = await thread.deliver(only((await select(frame)).insert).place);
  expect(node.props.layoutPositioning).toBe("ABSOLUTE");
  expect([box(frame), box(first)]).toEqual(before);
});

it("of more than 100 selected nodes the first 100 are taken, and the rest is told", async () => {
  const document = await start();
  const nodes = Array.from({ length: 103 }, (_, index) => document.add("RECTANGLE", { y: index * 200 }));
  const { fill, skipped } = await select(...nodes);
  expect(fill).toHaveLength(100);
  expect(skipped).toEqual([{ name: "3 more", why: "100 at once" }]);
});

it.each(["figma", "figjam", "slides"] as const)("tiles are one group on the canvas of %s", async (editor) => {
  const document = await start(createDocument({ editor }));
  const tiles = await Promise.all(
    [7, 9].map(async (side) => thread.call("addImage", { bytes: await picture(side, 8) })),
  );
  const parts = tiles.map(({ hash }, index) => ({ hash, x: index * 2752, y: 0, width: 2752, height: 3040 }));
  const { node } = await thread.deliver(undefined, { parts, width: 5504, height: 3040 });
  expect(node.type).toBe("GROUP");
  expect(node.parent).toBe(editor === "slides" ? document.focusedSlide : document.page);
  const [left, right] = node.children.map(box);
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBe(right?.x);
  expect(document.page.children.filter(({ type }) => type === "RECTANGLE")).toEqual([]);
});
