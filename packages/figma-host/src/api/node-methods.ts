import { place, setProp } from "../document/changes.ts";
import { copyTree, mainComponentOf } from "../document/instances.ts";
import { type FigmaNode, isInsideInstance, isNode, subtree } from "../document/node.ts";
import { reflow } from "../document/reflow.ts";
import { exportNode } from "../images/export.ts";
import { notSimulated, refuse } from "../refusal.ts";
import { type Context, needLive, needLoaded } from "./context.ts";
import { fontsOf, needFont } from "./fonts.ts";
import { nameOf } from "./paints.ts";
import { setPluginData, setRelaunchData } from "./plugin-data.ts";
import { cloneNode, insertChild, removeNode } from "./tree.ts";

type Method = (context: Context, node: FigmaNode, ...args: readonly unknown[]) => unknown;

const smallest = 0.01;

const resize =
  (where: string): Method =>
  (context, node, width, height) => {
    for (const [name, value] of [
      ["width", width],
      ["height", height],
    ] as const) {
      if (typeof value !== "number")
        refuse(where, `Expected "${name}" to have type number but got ${nameOf(value)} instead`);
      const least = node.type === "LINE" && name === "height" ? 0 : smallest;
      if (!(value >= least)) refuse(where, `Expected "${name}" to have value >= ${least}`);
    }
    // Figma takes no notice of a size for what an instance repeats, and says nothing.
    if (isInsideInstance(node)) return;
    if (node.type === "TEXT") needFont(context, node.props.fontName, where);
    for (const key of ["width", "height"] as const) {
      if (node.source) node.overrides.add(key);
      setProp(context.document.history, node, key, key === "width" ? width : height);
    }
    if (node.type === "TEXT") setProp(context.document.history, node, "textAutoResize", "NONE");
    reflow(context.document.history, node);
  };

const methods: Record<string, Method> = {
  toString: (_: Context, node: FigmaNode) => `${node.type} ${node.id}`,
  remove: (context, node) => removeNode(context, node),
  clone: (context, node) => cloneNode(context, node),
  appendChild: (context, node, child) => insertChild(context, "appendChild", node, child),
  insertChild: (context, node, index, child) =>
    insertChild(context, "insertChild", node, child, Number(index)),
  resize: resize("resize"),
  resizeWithoutConstraints: resize("resizeWithoutConstraints"),
  setPluginData,
  getPluginData: (_, node, key) => node.pluginData[String(key)] ?? "",
  getPluginDataKeys: (_, node) => Object.keys(node.pluginData),
  setRelaunchData,
  getRelaunchData: (_, node) => ({ ...node.relaunchData }),
  loadAsync: async (_, node) => {
    node.loaded = true;
  },
  exportAsync: (context, node, settings) => exportNode(context.document.images, node, settings),
  createInstance: ({ document }, node) => {
    const instance = document.repeat(node);
    place(document.history, instance, document.page, document.page.children.length);
    return instance;
  },
  getMainComponentAsync: async (_, node) => mainComponentOf(node),
  getInstancesAsync: async (_, node) =>
    [...node.mirrors].filter(({ type, removed }) => type === "INSTANCE" && !removed),
  detachInstance: (context, node) => detachInstance(context, node),
  findAllWithCriteria: (context, node, criteria) => {
    needLoaded(context, node, "findAllWithCriteria", "method `findAllWithCriteria()`");
    const types = (criteria as { types?: readonly string[] } | undefined)?.types;
    return [...subtree(node)].slice(1).filter(({ type }) => !types || types.includes(type));
  },
  getTopLevelFrame: (_, node) => {
    let top: FigmaNode | null = node;
    while (top?.parent && top.parent.type !== "PAGE") top = top.parent;
    return top?.type === "FRAME" ? top : null;
  },
  getRangeAllFontNames: (_, node) => fontsOf(node),
  insertCharacters: (context, node, at, text) => {
    needFont(context, node.props.fontName, "insertCharacters");
    const { characters } = node.props;
    const after = characters.slice(0, Number(at)) + String(text) + characters.slice(Number(at));
    setProp(context.document.history, node, "characters", after);
  },
  setFillStyleIdAsync: async (context, node, id) =>
    setProp(context.document.history, node, "fillStyleId", id),
};

/** Calls a method that the type has. */
export function callMethod(
  context: Context,
  node: FigmaNode,
  key: string,
  args: readonly unknown[],
): unknown {
  needLive(node, key);
  const method = methods[key];
  if (!method) notSimulated(`${node.type}.${key}()`);
  return method(context, node, ...args);
}

function detachInstance(context: Context, node: FigmaNode): FigmaNode {
  const { document } = context;
  if (isInsideInstance(node)) refuse("detachInstance", "Cannot detach an instance inside of an instance");
  const { parent } = node;
  const index = parent?.children.indexOf(node) ?? 0;
  const frame = copyTree(document.create, document.history, node);
  removeNode(context, node);
  if (parent && isNode(parent)) place(document.history, frame, parent, index);
  return frame;
}
