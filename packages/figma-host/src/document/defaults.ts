import type { NodeProps, Paint } from "./node.ts";
import type { NodeType } from "./node-types.ts";

const solid = (r: number, g: number, b: number): readonly Paint[] => [
  { type: "SOLID", visible: true, opacity: 1, blendMode: "NORMAL", color: { r, g, b }, boundVariables: {} },
];
const white = solid(1, 1, 1);
const grey = solid(0.85, 0.85, 0.85);
const black = solid(0, 0, 0);

const autoLayout = {
  layoutMode: "NONE",
  primaryAxisSizingMode: "AUTO",
  counterAxisSizingMode: "FIXED",
  primaryAxisAlignItems: "MIN",
  counterAxisAlignItems: "MIN",
  paddingLeft: 0,
  paddingRight: 0,
  paddingTop: 0,
  paddingBottom: 0,
  itemSpacing: 0,
  layoutWrap: "NO_WRAP",
  clipsContent: true,
};
const text = { characters: "", fontName: { family: "Inter", style: "Regular" }, fontSize: 12 };

const byType: Partial<Record<NodeType, Partial<NodeProps>>> = {
  FRAME: { fills: white, ...autoLayout },
  COMPONENT: { fills: white, ...autoLayout },
  INSTANCE: { fills: white, ...autoLayout },
  SLIDE: { fills: white, ...autoLayout, width: 1920, height: 1080, isSkippedSlide: false },
  SECTION: { fills: white, sectionContentsHidden: false },
  TEXT: {
    fills: black,
    ...text,
    textAutoResize: "WIDTH_AND_HEIGHT",
    hasMissingFont: false,
    width: 0,
    height: 14,
  },
  STICKY: {
    fills: solid(1, 0.85, 0.4),
    ...text,
    fontName: { family: "Inter", style: "Medium" },
    width: 240,
    height: 240,
    authorVisible: true,
  },
  SHAPE_WITH_TEXT: {
    fills: white,
    ...text,
    fontName: { family: "Inter", style: "Medium" },
    shapeType: "ELLIPSE",
    width: 208,
    height: 208,
  },
  CONNECTOR: { ...text, strokes: black },
  LINE: { fills: [], strokes: black, height: 0 },
  SLICE: {},
  GROUP: {},
};

/** What a new node of this type reads, before anything is set. */
export function defaultProps(type: NodeType): NodeProps {
  return {
    name: type.charAt(0) + type.slice(1).toLowerCase().replaceAll("_", " "),
    x: 0,
    y: 0,
    width: 100,
    height: 100,
    visible: true,
    locked: false,
    fills: grey,
    characters: "",
    opacity: 1,
    rotation: 0,
    blendMode: "PASS_THROUGH",
    strokes: [],
    strokeWeight: 1,
    strokeAlign: "INSIDE",
    effects: [],
    cornerRadius: 0,
    constraints: { horizontal: "MIN", vertical: "MIN" },
    constrainProportions: false,
    exportSettings: [],
    isMask: false,
    expanded: false,
    layoutAlign: "INHERIT",
    layoutGrow: 0,
    layoutPositioning: "AUTO",
    fillStyleId: "",
    boundVariables: {},
    componentPropertyReferences: null,
    isAsset: false,
    ...byType[type],
  };
}
