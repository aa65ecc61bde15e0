import { describe, expect, it } from "vitest";
import { createDocument, mixed } from "../src/index.ts";
import { picture, runCode } from "./fixture.ts";

const last = async (code: string, options: Parameters<typeof runCode>[1] = {}) => {
  const { host, said } = await runCode(code, options);
  host.dispose();
  expect(host.errors).toEqual([]);
  return said.at(-1);
};

describe("a member that the node type or editor lacks", () => {
  it("throws when read, also behind ?., and when written; `in` tells", async () => {
    expect(
      await last(`const node = figma.createRectangle();
        say([tried(() => node.children?.length), tried(() => { node.foo = 1 }), tried(() => { node.width = 1 }),
          tried(() => figma.currentPage.fills), 'children' in node, 'fills' in node, node.id])`),
    ).toEqual([
      "TypeError: node.children: no such property 'children' on RECTANGLE node",
      "TypeError: Cannot add property foo, object is not extensible",
      "TypeError: no setter for property",
      "TypeError: node.fills: no such property 'fills' on PAGE node",
      false,
      true,
      "1:2",
    ]);
  });

  it.each([
    ["figma", "createSticky"],
    ["figma", "createSlide"],
    ["figjam", "createPage"],
    ["figjam", "createFrame"],
    ["figjam", "createComponent"],
    ["slides", "createPage"],
    ["slides", "createConnector"],
  ] as const)("in %s figma.%s is not there", async (editor, member) => {
    expect(await last(`say(tried(() => figma.${member}()))`, { editor })).toBe(
      `TypeError: figma.${member} no such property '${member}' on the figma global object`,
    );
  });

  it("is told apart from what the host does not simulate", async () => {
    expect(await last("say(tried(() => figma.createBooleanOperation()))")).toMatch(
      /^NotSimulated: figma-host/,
    );
  });
});

it("a window that is not there is told as Figma tells it", async () => {
  const missing = ["No UI to send a message to", "No UI to resize", "No UI to reposition"];
  expect(
    await last(`figma.ui.close();
      const seen = [tried(() => figma.ui.postMessage(1)), tried(() => figma.ui.resize(100, 100)),
        tried(() => figma.ui.reposition(1, 1)), tried(() => figma.ui.getPosition())];
      figma.showUI("");
      say(seen)`),
  ).toEqual(
    [...missing, "Cannot get the UI position"].map((what) =>
      expect.stringContaining(`${what}. Did you forget to create a UI by calling showUI?`),
    ),
  );
});

describe("documentAccess: dynamic-page", () => {
  it("forbids the synchronous variants and unloaded pages", async () => {
    const document = createDocument({ pages: ["One", "Two"] });
    const component = document.add("COMPONENT");
    document.instantiate(component);
    expect(
      await last(
        `const two = figma.root.children[1];
        const seen = [tried(() => figma.getNodeById("1:2")), tried(() => { figma.currentPage = two }),
          tried(() => two.children), tried(() => figma.root.findAll(() => true)),
          tried(() => figma.currentPage.children[1].mainComponent)];
        await two.loadAsync();
        say([...seen, two.children.length, (await figma.currentPage.children[1].getMainComponentAsync()).type])`,
        { document },
      ),
    ).toEqual([
      "Error: in getNodeById: Cannot call with documentAccess: dynamic-page. Use figma.getNodeByIdAsync instead.",
      "Error: in set_currentPage: Cannot call with documentAccess: dynamic-page. Use figma.setCurrentPageAsync instead.",
      "Error: in get_children: Cannot access property `children` on a page that has not been explicitly loaded. Remember to call `await page.loadAsync()` or `await figma.loadAllPagesAsync()' first.",
      "Error: in findAll: Cannot call with documentAccess: dynamic-page without calling figma.loadAllPagesAsync() first.",
      "Error: in get_mainComponent: Cannot call with documentAccess: dynamic-page. Use node.getMainComponentAsync instead.",
      0,
      "COMPONENT",
    ]);
  });
});

describe("nodes", () => {
  it("that are gone answer nothing but their id", async () => {
    expect(
      await last(`const node = figma.createRectangle(); node.remove();
        say([node.id, node.removed, tried(() => node.name), tried(() => { node.x = 1 }), tried(() => node.remove())])`),
    ).toEqual([
      "1:2",
      true,
      'Error: in get_name: The node with id "1:2" does not exist',
      'Error: in set_x: The node with id "1:2" does not exist',
      'Error: in remove: The node with id "1:2" does not exist',
    ]);
  });

  it("in an instance keep their place, their parent and their life", async () => {
    const document = createDocument();
    const component = document.add("COMPONENT", { name: "Card" });
    document.add("RECTANGLE", { name: "Photo" }, component);
    const instance = document.instantiate(component, { x: 300 });
    expect(
      await last(
        `const card = figma.currentPage.children[1]; const photo = card.children[0];
        const made = figma.createRectangle();
        photo.resize(5, 5);
        say([photo.id, photo.width, tried(() => { photo.x = 1 }), tried(() => photo.remove()), tried(() => card.appendChild(made)),
          tried(() => figma.currentPage.appendChild(photo)), tried(() => { photo.fills = [] })])`,
        { document },
      ),
    ).toEqual([
      `I${instance.id};${component.children[0]?.id}`,
      100,
      "Error: in set_x: This property cannot be overridden in an instance: relative-transform",
      "Error: in remove: Removing this node is not allowed",
      "Error: in appendChild: Cannot move node. New parent is an instance or is inside of an instance",
      "Error: in appendChild: Cannot move node. Node is inside of an instance",
      undefined,
    ]);
    expect(instance.children[0]?.props.fills).toEqual([]);
    expect(component.children[0]?.props.fills).not.toEqual([]);
  });

  it("refuse sizes, parents and selections that cannot be", async () => {
    const document = createDocument({ pages: ["One", "Two"] });
    const elsewhere = document.add("RECTANGLE", {}, document.find("Two"));
    expect(
      await last(
        `const node = figma.createRectangle(); const frame = figma.createFrame(); const inner = figma.createFrame(); frame.appendChild(inner);
        const other = await figma.getNodeByIdAsync(${JSON.stringify(elsewhere.id)});
        say([tried(() => node.resize(0, 5)), tried(() => node.resize("1", 5)), tried(() => inner.appendChild(frame)),
          tried(() => frame.insertChild(9, node)), tried(() => { figma.currentPage.selection = [other] }),
          tried(() => { node.layoutSizingHorizontal = "FILL" }), tried(() => figma.currentPage.remove())])`,
        { document },
      ),
    ).toEqual([
      'Error: in resize: Expected "width" to have value >= 0.01',
      'Error: in resize: Expected "width" to have type number but got string instead',
      "Error: in appendChild: Cannot move node. Doing so would create a parenting cycle",
      "Error: in insertChild: Cannot insert node at index greater than the number of existing siblings",
      "Error: in set_selection: The selection of a page can only include nodes in that page",
      "Error: in set_layoutSizingHorizontal: node must be an auto-layout frame or a child of an auto-layout frame",
      "Error: in remove: Removing this node is not allowed",
    ]);
  });

  it("take only paints that are well formed, and give out frozen ones", async () => {
    expect(
      await last(`const node = figma.createRectangle(); const set = (fills) => tried(() => { node.fills = fills });
        say([set([{ type: "PHOTO" }]), set([{ type: "SOLID", color: { r: 255, g: 0, b: 0 } }]), set([{ type: "IMAGE", scaleMode: "COVER", imageHash: null }]),
          set([{ type: "IMAGE", scaleMode: "FILL", imageHash: "abc" }]), set("red"), Object.isFrozen(node.fills), Object.isFrozen(node.fills[0].color)])`),
    ).toEqual([
      expect.stringContaining(
        'in set_fills: Property "fills" failed validation: Invalid discriminator value',
      ),
      'Error: in set_fills: Property "fills" failed validation: Number must be less than or equal to 1 at [0].color.r',
      expect.stringContaining(
        "Invalid enum value. Expected 'FILL' | 'FIT' | 'CROP' | 'TILE', received 'COVER' at [0].scaleMode",
      ),
      "Error: in set_fills: Image with hash abc does not exist",
      'Error: in set_fills: Property "fills" failed validation: Expected array, received string',
      true,
      true,
    ]);
  });

  it("want their font loaded before their text changes", async () => {
    const text =
      'Cannot write to node with unloaded font "Inter Regular". Please call figma.loadFontAsync({ family: "Inter", style: "Regular" }) and await the returned promise first.';
    expect(
      await last(`const node = figma.createText(); const before = tried(() => { node.characters = "a" });
        await figma.loadFontAsync(node.fontName); node.characters = "a fox";
        const missing = await figma.loadFontAsync({ family: "Nope", style: "Bold" }).catch((error) => error.message);
        say([before, node.characters, node.name, node.width > 0, missing])`),
    ).toEqual([
      `Error: in set_characters: ${text}`,
      "a fox",
      "a fox",
      true,
      'in loadFontAsync: The font "Nope Bold" could not be loaded',
    ]);
  });

  it("hold 100 kB of data an entry, and relaunch buttons of the manifest", async () => {
    expect(
      await last(`const node = figma.createRectangle();
        say([tried(() => node.setPluginData("k", "x".repeat(100001))), tried(() => node.setPluginData("k", 1)),
          tried(() => node.setRelaunchData({ other: "" })), tried(() => node.setRelaunchData({ again: "" }))])`),
    ).toEqual([
      "Error: in setPluginData: This pluginData entry exceeds 100 kB per entry limit.",
      'Error: in setPluginData: Expected "value" to have type string but got number instead',
      expect.stringContaining("in setRelaunchData:"),
      undefined,
    ]);
  });
});

describe("images, storage and messages", () => {
  it.each([
    ["a WebP", () => picture(8, 8, "webp"), "Error: in createImage: Image type is unsupported"],
    ["one side of 4097 px", () => picture(4097, 1), "Error: in createImage: Image is too large"],
    ["4096 px", () => picture(4096, 1), "ok"],
    ["no image", async () => new Uint8Array(9), "Error: in createImage: Image type is unsupported"],
  ])("createImage decides on %s", async (_, bytes, answer) => {
    const { host, said } = await runCode(
      `figma.ui.onmessage = (bytes) => say(tried(() => (figma.createImage(bytes), "ok")))`,
    );
    host.send(await bytes());
    expect(said.at(-1)).toBe(answer);
    host.dispose();
  });

  it("clientStorage holds 5 MB and keeps what was there", async () => {
    const clientStorage = new Map<string, unknown>([["key", "SG_1"]]);
    expect(
      await last(
        `const failed = await figma.clientStorage.setAsync("big", new Uint8Array(6e6)).catch((error) => error.message);
        await figma.clientStorage.setAsync("plain", { a: [1, null], b: new Uint8Array([1, 2]) });
        say([failed, await figma.clientStorage.getAsync("plain"), await figma.clientStorage.keysAsync()])`,
        { clientStorage },
      ),
    ).toEqual([
      expect.stringContaining("5 MB"),
      { a: [1, null], b: new Uint8Array([1, 2]) },
      ["key", "plain"],
    ]);
    expect(clientStorage.get("key")).toBe("SG_1");
  });

  it("only plain data leaves the main thread", async () => {
    expect(
      await last(`const send = (value) => tried(() => figma.ui.postMessage(value));
        say([send({ fills: figma.mixed }), send({ f() {} }), send(figma.createRectangle()), send(new ArrayBuffer(4)), send(new Map()), send({ at: new Date(0), n: NaN })])`),
    ).toEqual([
      "Error: in postMessage: Cannot unwrap symbol",
      "Error: in postMessage: Cannot unwrap function",
      "Error: in postMessage: Cannot unwrap symbol",
      "Error: in postMessage: Cannot unwrap ArrayBuffer",
      "Error: in postMessage: Cannot unwrap Map",
      undefined,
    ]);
  });

  it("a mixed fill is the symbol, not an array", async () => {
    const document = createDocument();
    document.add("TEXT", { fills: mixed });
    expect(
      await last("const [text] = figma.currentPage.children; say([text.fills === figma.mixed])", {
        document,
      }),
    ).toEqual([true]);
  });

  it("fetch in the main thread keeps to the manifest's domains and has no signal", async () => {
    expect(
      await last(
        `say([await fetch("https://example.com").catch((error) => error.message), await fetch("https://x.example", { signal: {} }).catch((error) => error.name)])`,
      ),
    ).toEqual([expect.stringContaining("violates the plugin's networkAccess"), "TypeError"]);
  });
});
