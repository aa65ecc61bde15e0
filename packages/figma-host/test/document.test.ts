import { describe, expect, it } from "vitest";
import { absoluteBox, createDocument } from "../src/index.ts";
import { runCode } from "./fixture.ts";

const run = async (code: string, options: Parameters<typeof runCode>[1] = {}) => {
  const { host, said } = await runCode(code, options);
  expect(host.errors).toEqual([]);
  return { host, said: said.at(-1) };
};

describe("auto layout", () => {
  it("moves and sizes children, and the frame that hugs them", async () => {
    const document = createDocument();
    const frame = document.add("FRAME", {
      name: "Row",
      layoutMode: "HORIZONTAL",
      itemSpacing: 10,
      paddingLeft: 5,
      paddingRight: 5,
      counterAxisSizingMode: "AUTO",
    });
    const first = document.add("RECTANGLE", { width: 50, height: 20 }, frame);
    const second = document.add("RECTANGLE", { width: 30, height: 40 }, frame);
    expect(frame.props).toMatchObject({ width: 100, height: 40 });
    expect([first.props.x, second.props.x]).toEqual([5, 65]);
    const { host } = await run(
      `const [row] = figma.currentPage.children; const [first] = row.children;
      first.resize(80, 20); const made = figma.createRectangle(); row.appendChild(made); made.layoutSizingVertical = "FILL"; figma.commitUndo()`,
      { document },
    );
    expect(second.props.x).toBe(95);
    expect(frame.props.width).toBe(240);
    expect(frame.children[2]?.props).toMatchObject({ x: 135, y: 0, height: 40 });
    host.user.undo();
    expect(frame.props.width).toBe(100);
    expect(second.props.x).toBe(65);
    host.user.edit(first, { visible: false });
    expect(second.props.x).toBe(5);
    host.dispose();
  });

  it("shares what is left among those that fill", () => {
    const document = createDocument();
    const frame = document.add("FRAME", {
      layoutMode: "VERTICAL",
      primaryAxisSizingMode: "FIXED",
      height: 300,
    });
    document.add("RECTANGLE", { height: 100 }, frame);
    const filling = document.add("RECTANGLE", { layoutGrow: 1 }, frame);
    expect(filling.props).toMatchObject({ y: 100, height: 200 });
  });
});

describe("undo", () => {
  it("takes one committed step at a time, pluginData with it, and the plugin can too", async () => {
    const { host, said } = await run(`const a = figma.createRectangle(); figma.commitUndo();
      a.setPluginData("k", "v"); a.name = "B"; figma.commitUndo();
      figma.createRectangle(); figma.triggerUndo(); say([figma.currentPage.children.length, a.name])`);
    expect(said).toEqual([1, "B"]);
    const [node] = host.document.page.children;
    host.user.undo();
    expect(node?.pluginData).toEqual({});
    expect(node?.props.name).toBe("Rectangle");
    host.user.undo();
    expect(node?.removed).toBe(true);
    expect(host.user.undo()).toBe(false);
    expect(host.user.redo() && host.user.redo()).toBe(true);
    expect(node?.pluginData).toEqual({ k: "v" });
    expect(node?.removed).toBe(false);
    host.dispose();
  });

  it("is one step for all that was never committed, and brings back what was removed with its children", async () => {
    const document = createDocument();
    const frame = document.add("FRAME");
    const child = document.add("RECTANGLE", {}, frame);
    const { host } = await run("figma.currentPage.children[0].remove(); figma.createText()", { document });
    expect(child.removed).toBe(true);
    host.user.undo();
    expect(document.page.children).toEqual([frame]);
    expect(frame.children).toEqual([child]);
    expect(child.removed).toBe(false);
    host.dispose();
  });
});

describe("instances", () => {
  it("follow their component until overridden, and become frames when detached", async () => {
    const document = createDocument();
    const component = document.add("COMPONENT", { name: "Card" });
    const label = document.add("TEXT", { characters: "one" }, component);
    const kept = document.instantiate(component);
    const overridden = document.instantiate(component);
    const { host, said } = await run(
      `const [card, kept, overridden] = figma.currentPage.children;
      await figma.loadFontAsync(card.children[0].fontName);
      overridden.children[0].characters = "mine"; card.children[0].characters = "two";
      const frame = kept.detachInstance(); say([frame.type, frame.children[0].characters, kept.removed])`,
      { document },
    );
    expect(said).toEqual(["FRAME", "two", true]);
    expect(label.props.characters).toBe("two");
    expect(overridden.children[0]?.props.characters).toBe("mine");
    expect(kept.removed).toBe(true);
    host.dispose();
  });
});

describe("groups, slides and sticky notes", () => {
  it("a group is as large as its children, takes their place, and goes with the last", async () => {
    const { host, said } =
      await run(`const a = figma.createRectangle(); const b = figma.createRectangle(); b.x = 200;
      const group = figma.group([a, b], figma.currentPage); const box = [group.x, group.width];
      group.x = 50; const moved = [a.x, b.x, group.absoluteBoundingBox.x]; a.remove(); b.remove(); say([box, moved, group.removed])`);
    expect(said).toEqual([[0, 300], [50, 250, 50], true]);
    host.dispose();
  });

  it("what a slide takes in stays where it was on the page: append first, then position", async () => {
    const document = createDocument({ editor: "slides" });
    const { host, said } = await run(
      `const slide = figma.currentPage.focusedSlide; const early = figma.createRectangle(); early.x = 10; slide.appendChild(early);
      const late = figma.createRectangle(); slide.appendChild(late); late.x = 10;
      slide.fills = [{ type: "SOLID", color: { r: 0, g: 0, b: 0 } }];
      figma.viewport.slidesView = "single-slide"; const inView = figma.createText();
      say([early.x, late.x, inView.parent.type, figma.getSlideGrid().length, 'fills' in figma.currentPage.children[0]])`,
      { document },
    );
    expect(said).toEqual([-230, 10, "SLIDE", 1, false]);
    expect(document.focusedSlide?.children).toHaveLength(3);
    host.dispose();
  });

  it("a sticky note's text is in its sublayer", async () => {
    const document = createDocument({ editor: "figjam" });
    const sticky = document.add("STICKY", { characters: "a fox" });
    const { host, said } = await run(
      `const [sticky] = figma.currentPage.children; const before = sticky.text.characters;
      await figma.loadFontAsync(sticky.text.fontName); sticky.text.characters = "a hare"; say([before, 'characters' in sticky, 'resize' in sticky])`,
      { document },
    );
    expect(said).toEqual(["a fox", false, false]);
    expect(sticky.props.characters).toBe("a hare");
    host.dispose();
  });

  it("positions count from the nearest parent that is no group", () => {
    const document = createDocument();
    const section = document.add("SECTION", { x: 100, y: 100 });
    const frame = document.add("FRAME", { x: 10, y: 20 }, section);
    const node = document.add("RECTANGLE", { x: 1, y: 2, locked: true }, frame);
    expect(absoluteBox(node)).toMatchObject({ x: 111, y: 122 });
  });
});
