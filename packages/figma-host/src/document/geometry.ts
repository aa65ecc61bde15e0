import { ancestors, type FigmaNode } from "./node.ts";

/** px. */
export type Box = { x: number; y: number; width: number; height: number };

// Positions count from the nearest parent that is no group: a group has no coordinates of its own.
const originless = new Set(["GROUP", "PAGE", "DOCUMENT"]);

/** The node's box on its page. */
export function absoluteBox(node: FigmaNode): Box {
  const { x, y } = originOf(node);
  return { x: x + node.props.x, y: y + node.props.y, width: node.props.width, height: node.props.height };
}

/** Where the node's x and y count from, on its page. */
export function originOf(node: FigmaNode): { x: number; y: number } {
  const origin = { x: 0, y: 0 };
  for (const above of ancestors(node)) {
    if (originless.has(above.type)) continue;
    origin.x += above.props.x;
    origin.y += above.props.y;
  }
  return origin;
}

/** The smallest box around all, or undefined for none. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
