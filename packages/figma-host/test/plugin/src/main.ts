import type {
  DropEvent,
  Paint,
  ParameterInputEvent,
  PluginAPI,
  SceneNode,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";

declare const figma: PluginAPI;
declare const __html__: string;

type FromUi =
  | { type: "ready" }
  | { type: "insert"; id: string; bytes: Uint8Array; prompt: string }
  | { type: "fill"; id: string; bytes: Uint8Array }
  | { type: "reference"; id: string }
  | { type: "rename"; id: string; name: string }
  | { type: "key"; value: string }
  | { type: "close" };

const post = (message: unknown) => figma.ui.postMessage(message);
const open = () => figma.showUI(__html__, { width: 320, height: 240, themeColors: true });

function paintOf(bytes: Uint8Array): Paint {
  return { type: "IMAGE", scaleMode: "FILL", imageHash: figma.createImage(bytes).hash };
}

async function insert(bytes: Uint8Array, prompt: string, at?: { x: number; y: number }): Promise<SceneNode> {
  const image = figma.createImage(bytes);
  const { width, height } = await image.getSizeAsync();
  const center = at ?? figma.viewport.center;
  const node = figma.createRectangle();
  node.name = prompt;
  node.resize(width, height);
  node.x = Math.round(center.x - width / 2);
  node.y = Math.round(center.y - height / 2);
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: image.hash }];
  node.setPluginData("generation", JSON.stringify({ prompt }));
  node.setRelaunchData({ regenerate: prompt });
  figma.currentPage.selection = [node];
  figma.commitUndo();
  return node;
}

async function handle(message: FromUi): Promise<unknown> {
  if (message.type === "ready") {
    const key = await figma.clientStorage.getAsync("key");
    return { type: "init", editor: figma.editorType, command: figma.command, key };
  }
  if (message.type === "insert")
    return { type: "done", id: message.id, node: (await insert(message.bytes, message.prompt)).id };
  if (message.type === "fill") {
    for (const node of figma.currentPage.selection) {
      if (!("fills" in node)) continue;
      const fills = node.fills === figma.mixed ? [] : [...node.fills];
      node.fills = [...fills.filter(({ type }) => type !== "IMAGE"), paintOf(message.bytes)];
    }
    figma.commitUndo();
    return { type: "done", id: message.id };
  }
  if (message.type === "reference") {
    const [node] = figma.currentPage.selection;
    const bytes = await node?.exportAsync({ format: "JPG", constraint: { type: "WIDTH", value: 64 } });
    return { type: "done", id: message.id, bytes };
  }
  if (message.type === "rename") {
    const node = await figma.getNodeByIdAsync(message.id);
    if (node) node.name = message.name;
    return { type: "done", id: message.id, found: node !== null };
  }
  if (message.type === "key") {
    await figma.clientStorage.setAsync("key", message.value);
    return { type: "saved" };
  }
  figma.closePlugin("Bye");
  return undefined;
}

figma.ui.onmessage = async (message: FromUi) => {
  try {
    const answer = await handle(message);
    if (answer) post(answer);
  } catch (error) {
    post({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

figma.on("selectionchange", () =>
  post({ type: "selection", ids: figma.currentPage.selection.map(({ id }) => id) }),
);
figma.on("currentpagechange", () => post({ type: "page", name: figma.currentPage.name }));
figma.on("close", () => console.log("closing"));
figma.on("drop", (event: DropEvent) => {
  const [file] = event.files;
  if (!file) return true;
  void file
    .getBytesAsync()
    .then((bytes) => insert(bytes, file.name, { x: event.absoluteX, y: event.absoluteY }));
  return false;
});

figma.parameters.on("input", ({ key, query, parameters, result }: ParameterInputEvent) => {
  if (key === "prompt") result.setSuggestions(query === "" ? [] : [query]);
  else
    result.setSuggestions(
      ["1:1", "16:9"].map((name) => ({ name: `${name} ${parameters.prompt}`, data: name })),
    );
});

figma.on("run", ({ command, parameters }) => {
  open();
  post({ type: "run", command, parameters });
});
