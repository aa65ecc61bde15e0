import { place } from "../document/changes.ts";
import { type FigmaDocument, liveSelection } from "../document/document.ts";
import { absoluteBox, around, type Box } from "../document/geometry.ts";
import { type FigmaNode, isNode, pageOf } from "../document/node.ts";
import type { NodeType } from "../document/node-types.ts";
import { notSimulated, refuse } from "../refusal.ts";
import { type ClientStorage, clientStorageCalls } from "./client-storage.ts";
import { type Context, needLive, refuseWhenDynamic } from "./context.ts";
import { createComponentFrom, createNode, createText } from "./create.ts";
import { loadFont } from "./fonts.ts";
import { group } from "./tree.ts";
import type { UiCalls } from "./ui.ts";

export type Viewport = { center: { x: number; y: number }; zoom: number; readonly bounds: Box };

export type FigmaApi = {
  get(path: string): unknown;
  set(path: string, value: unknown): void;
  call(path: string, args: readonly unknown[]): unknown;
};

type Options = {
  readonly context: Context;
  readonly storage: ClientStorage;
  readonly viewport: Viewport;
  readonly command: string;
  readonly ui: UiCalls;
};

/** `figma` as one run of a plugin sees it. */
export function createFigmaApi({ context, storage, viewport, command, ui }: Options): FigmaApi {
  const { document, plugin } = context;
  const reads: Record<string, () => unknown> = {
    apiVersion: () => "1.0.0",
    command: () => command,
    editorType: () => document.editor,
    mode: () => "default",
    pluginId: () => plugin.manifest.id,
    widgetId: () => undefined,
    fileKey: () => undefined,
    root: () => document.root,
    currentPage: () => document.page,
    currentUser: () => currentUser(plugin.manifest.permissions),
    "viewport.center": () => viewport.center,
    "viewport.zoom": () => viewport.zoom,
    "viewport.bounds": () => viewport.bounds,
    "viewport.slidesView": () => document.slidesView,
    "viewport.canvasView": () => (document.slidesView === "grid" ? "grid" : "single-asset"),
  };
  const writes: Record<string, (value: unknown) => void> = {
    currentPage: (value) => {
      refuseWhenDynamic(context, "set_currentPage", "figma.setCurrentPageAsync");
      if (isNode(value)) switchPage(context, value);
    },
    "viewport.center": (value) => {
      viewport.center = value as { x: number; y: number };
    },
    "viewport.zoom": (value) => {
      viewport.zoom = Number(value);
    },
    "viewport.slidesView": (value) => {
      document.slidesView = value === "single-slide" ? "single-slide" : "grid";
    },
  };
  const calls: Record<string, (...args: readonly unknown[]) => unknown> = {
    ...clientStorageCalls(storage),
    ...ui,
    getNodeById: (id) => {
      refuseWhenDynamic(context, "getNodeById", "figma.getNodeByIdAsync");
      return liveNode(document, id) ?? null;
    },
    getNodeByIdAsync: async (id) => {
      const node = liveNode(document, id);
      const page = node && pageOf(node);
      if (page) page.loaded = true;
      return node ?? null;
    },
    setCurrentPageAsync: async (page) => {
      if (!isNode(page) || page.type !== "PAGE") refuse("setCurrentPageAsync", "Expected a page node");
      needLive(page, "setCurrentPageAsync");
      switchPage(context, page);
    },
    loadAllPagesAsync: async () => {
      for (const page of document.root.children) page.loaded = true;
    },
    loadFontAsync: (font) => loadFont(context, font),
    listAvailableFontsAsync: async () => context.fonts.map((fontName) => ({ fontName })),
    createImage: (bytes) => document.images.create(bytes),
    getImageByHash: (hash) => document.images.get(String(hash)) ?? null,
    createText: () => createText(context),
    createComponentFromNode: (node) => createComponentFrom(context, node),
    createPage: () => {
      const page = document.create("PAGE", { name: `Page ${document.root.children.length + 1}` });
      place(document.history, page, document.root, document.root.children.length);
      page.loaded = true;
      return page;
    },
    group: (nodes, parent, index) =>
      group(context, nodes, parent, index === undefined ? undefined : Number(index)),
    ungroup: (node) => ungroup(context, node),
    commitUndo: () => document.history.commit(),
    triggerUndo: () => void document.history.undo(),
    saveVersionHistoryAsync: async () => ({ id: "1" }),
    base64Encode: (bytes) => Buffer.from(bytes as Uint8Array).toString("base64"),
    base64Decode: (text) => new Uint8Array(Buffer.from(String(text), "base64")),
    getSlideGrid: () => slideRows(document).map(({ children }) => [...children]),
    getCanvasGrid: () => slideRows(document).map(({ children }) => [...children]),
    "viewport.scrollAndZoomIntoView": (nodes) => scrollTo(viewport, nodes as FigmaNode[]),
  };
  return {
    get(path) {
      const read = reads[path];
      return read ? read() : notSimulated(`figma.${path}`);
    },
    set(path, value) {
      const write = writes[path];
      if (!write) notSimulated(`setting figma.${path}`);
      write(value);
    },
    call(path, args) {
      const method = calls[path];
      if (method) return method(...args);
      const made = /^create([A-Z]\w+)$/.exec(path)?.[1];
      if (!made) notSimulated(`figma.${path}()`);
      return createNode(context, made.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase() as NodeType, args);
    },
  };
}

const liveNode = (document: FigmaDocument, id: unknown): FigmaNode | undefined => {
  const node = document.byId(String(id));
  return node && !node.removed ? node : undefined;
};

export const slideRows = (document: FigmaDocument): FigmaNode[] =>
  document.page.children.find(({ type }) => type === "SLIDE_GRID")?.children ?? [];

/** Shows another page: the selection of the page before is not the new one's. */
export function switchPage(context: Context, page: FigmaNode): void {
  page.loaded = true;
  if (page === context.document.page) return;
  const had = liveSelection(context.document).length > 0;
  context.document.page = page;
  context.document.selection = [];
  context.notice("currentpagechange");
  if (had) context.notice("selectionchange");
}

function scrollTo(viewport: Viewport, nodes: readonly FigmaNode[]): void {
  const box = around(nodes.map(absoluteBox));
  if (box) viewport.center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function ungroup(context: Context, node: unknown): FigmaNode[] {
  if (!isNode(node) || !node.parent) refuse("ungroup", "Expected node");
  const { parent } = node;
  const children = [...node.children];
  for (const child of children) place(context.document.history, child, parent, parent.children.indexOf(node));
  return children;
}

function currentUser(permissions: readonly string[] = []): unknown {
  if (!permissions.includes("currentuser")) {
    refuse("get_currentUser", 'The manifest\'s permissions must include "currentuser"');
  }
  return { id: "1", name: "Designer", photoUrl: null, color: "#0d99ff", sessionId: 1 };
}
