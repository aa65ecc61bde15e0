import { setProp } from "../document/changes.ts";
import { type FigmaNode, isInsideInstance, isNode, pageOf } from "../document/node.ts";
import { isAutoLayout, reflow } from "../document/reflow.ts";
import { notSimulated, refuse } from "../refusal.ts";
import { type Context, needLive } from "./context.ts";
import { isFontName, needFont, textSize } from "./fonts.ts";
import { checkPaints, nameOf } from "./paints.ts";

type Writer = (context: Context, node: FigmaNode, value: unknown, key: string) => void;

const writers: Record<string, Writer> = {
  fills: (context, node, value, key) =>
    assign(context, node, key, checkPaints(value, key, context.document.images)),
  backgrounds: (context, node, value) =>
    assign(context, node, "fills", checkPaints(value, "backgrounds", context.document.images)),
  strokes: (context, node, value, key) =>
    assign(context, node, key, checkPaints(value, key, context.document.images)),
  x: move,
  y: move,
  characters: (context, node, value) => {
    if (typeof value !== "string") {
      refuse(
        "set_characters",
        `Property "characters" failed validation: Expected string, received ${nameOf(value)}`,
      );
    }
    needFont(context, node.props.fontName, "set_characters");
    assign(context, node, "characters", value);
    if (node.type === "TEXT" && node.props.textAutoResize === "WIDTH_AND_HEIGHT") {
      const size = textSize(value, Number(node.props.fontSize));
      setProp(context.document.history, node, "width", size.width);
      setProp(context.document.history, node, "height", size.height);
    }
    // Figma names a text layer after its text until somebody names it.
    if (node.type === "TEXT" && !node.overrides.has("name")) assign(context, node, "name", value);
  },
  fontName: (context, node, value, key) => {
    if (!isFontName(value)) refuse("set_fontName", "Cannot unwrap symbol");
    needFont(context, value, "set_fontName");
    assign(context, node, key, value);
  },
  fontSize: (context, node, value, key) => {
    needFont(context, node.props.fontName, "set_fontSize");
    assign(context, node, key, value);
  },
  selection: (context, page, value) => select(context, page, value),
  layoutSizingHorizontal: (context, node, value) => setSizing(context, node, "HORIZONTAL", value),
  layoutSizingVertical: (context, node, value) => setSizing(context, node, "VERTICAL", value),
  focusedSlide: ({ document }, _, value) => {
    document.focusedSlide = isNode(value) ? value : undefined;
  },
};

/** Writes a member that the type has. */
export function writeMember(context: Context, node: FigmaNode, key: string, value: unknown): void {
  needLive(node, `set_${key}`);
  const writer = writers[key];
  if (writer) writer(context, node, value, key);
  else if (!(key in node.props)) notSimulated(`writing ${node.type}.${key}`);
  else assign(context, node, key, value);
  if (pageOf(node)) reflow(context.document.history, node);
}

/** Sets a plain property of the type it has. */
export function assign(context: Context, node: FigmaNode, key: string, value: unknown): void {
  const before = node.props[key];
  const expected = typeof before;
  if (before !== null && expected !== "symbol" && typeof value !== expected) {
    refuse(
      `set_${key}`,
      `Property "${key}" failed validation: Expected ${nameOf(before)}, received ${nameOf(value)}`,
    );
  }
  if (node.source) node.overrides.add(key);
  if (key === "name") node.overrides.add("name");
  setProp(context.document.history, node, key, value);
}

function move(context: Context, node: FigmaNode, value: unknown, key: string): void {
  if (isInsideInstance(node)) {
    refuse(`set_${key}`, "This property cannot be overridden in an instance: relative-transform");
  }
  if (typeof value !== "number" || !Number.isFinite(value)) {
    const received = typeof value === "number" ? String(value).toLowerCase() : nameOf(value);
    refuse(`set_${key}`, `Property "${key}" failed validation: Expected number, received ${received}`);
  }
  const by = value - (node.props[key] as number);
  if (node.type === "GROUP")
    for (const child of node.children) move(context, child, (child.props[key] as number) + by, key);
  assign(context, node, key, value);
}

function select(context: Context, page: FigmaNode, value: unknown): void {
  const nodes = Array.isArray(value)
    ? value
    : refuse("set_selection", `Expected array, received ${nameOf(value)}`);
  for (const node of nodes) {
    if (!isNode(node)) refuse("set_selection", `Expected node, received ${nameOf(node)}`);
    needLive(node, "set_selection");
    if (node.type === "DOCUMENT") refuse("set_selection", "Cannot select the document node");
    if (node.type === "PAGE") refuse("set_selection", "Cannot select the page node");
    if (pageOf(node) !== page) {
      refuse("set_selection", "The selection of a page can only include nodes in that page");
    }
  }
  if (page !== context.document.page) return;
  context.document.selection = [...nodes];
  context.notice("selectionchange");
}

function setSizing(context: Context, node: FigmaNode, axis: "HORIZONTAL" | "VERTICAL", value: unknown): void {
  const where = axis === "HORIZONTAL" ? "set_layoutSizingHorizontal" : "set_layoutSizingVertical";
  const parent = node.parent && isAutoLayout(node.parent) ? node.parent : undefined;
  if (!parent && !isAutoLayout(node)) {
    refuse(where, "node must be an auto-layout frame or a child of an auto-layout frame");
  }
  if (value === "FILL" && !parent) refuse(where, "FILL can only be set on children of auto-layout frames");
  if (value === "HUG" && !isAutoLayout(node) && node.type !== "TEXT") {
    refuse(where, "HUG can only be set on auto-layout frames or text children of auto-layout frames");
  }
  if (parent?.props.layoutMode === axis) assign(context, node, "layoutGrow", value === "FILL" ? 1 : 0);
  else if (parent) assign(context, node, "layoutAlign", value === "FILL" ? "STRETCH" : "INHERIT");
  if (!isAutoLayout(node)) return;
  const key = node.props.layoutMode === axis ? "primaryAxisSizingMode" : "counterAxisSizingMode";
  assign(context, node, key, value === "HUG" ? "AUTO" : "FIXED");
}
