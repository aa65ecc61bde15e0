import { type Access, membersOf } from "./typings.ts";

/** Every node type of this host, with the name of its interface in Figma's typings. */
const interfaces = {
  DOCUMENT: "DocumentNode",
  PAGE: "PageNode",
  FRAME: "FrameNode",
  GROUP: "GroupNode",
  SECTION: "SectionNode",
  COMPONENT: "ComponentNode",
  INSTANCE: "InstanceNode",
  RECTANGLE: "RectangleNode",
  ELLIPSE: "EllipseNode",
  POLYGON: "PolygonNode",
  STAR: "StarNode",
  VECTOR: "VectorNode",
  LINE: "LineNode",
  TEXT: "TextNode",
  SLICE: "SliceNode",
  STICKY: "StickyNode",
  SHAPE_WITH_TEXT: "ShapeWithTextNode",
  CONNECTOR: "ConnectorNode",
  SLIDE: "SlideNode",
  SLIDE_ROW: "SlideRowNode",
  SLIDE_GRID: "SlideGridNode",
} as const;

export type NodeType = keyof typeof interfaces;

const members = new Map<string, Record<string, Access>>();

/** What a node of this type has, by Figma's typings. `TEXT_SUBLAYER` is `sticky.text`. */
export function membersOfType(type: NodeType | "TEXT_SUBLAYER"): Record<string, Access> {
  let found = members.get(type);
  if (!found) {
    found = membersOf(type === "TEXT_SUBLAYER" ? "TextSublayerNode" : interfaces[type]);
    // A plugin can ask these of every node, though the typings list them for few.
    if (type !== "TEXT_SUBLAYER")
      Object.assign(found, { type: "readonly", id: "readonly", parent: "readonly" });
    members.set(type, found);
  }
  return found;
}

const containers: ReadonlySet<NodeType> = new Set<NodeType>([
  "DOCUMENT",
  "PAGE",
  "FRAME",
  "GROUP",
  "SECTION",
  "COMPONENT",
  "INSTANCE",
  "SLIDE",
  "SLIDE_ROW",
  "SLIDE_GRID",
]);

export const canHaveChildren = (type: NodeType): boolean => containers.has(type);
