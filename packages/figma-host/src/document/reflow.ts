import { setProp } from "./changes.ts";
import { around } from "./geometry.ts";
import type { History } from "./history.ts";
import type { FigmaNode } from "./node.ts";

/** Lays out anew what a change of this node may move: itself and its parents, nearest first. */
export function reflow(history: History, changed: FigmaNode): void {
  for (let node: FigmaNode | null = changed; node; node = node.parent) {
    if (node.type === "GROUP") fitGroup(history, node);
    else if (isAutoLayout(node)) layOut(history, node);
    for (const mirror of node.mirrors)
      if (mirror.type === "INSTANCE" && !mirror.removed) reflow(history, mirror);
  }
}

export const isAutoLayout = (node: FigmaNode): boolean =>
  node.props.layoutMode === "HORIZONTAL" || node.props.layoutMode === "VERTICAL";

function fitGroup(history: History, group: FigmaNode): void {
  const box = around(group.children.map(({ props }) => props));
  if (!box) return;
  for (const key of ["x", "y", "width", "height"] as const) setProp(history, group, key, box[key]);
}

const horizontal = { at: "x", size: "width", before: "paddingLeft", after: "paddingRight" } as const;
const vertical = { at: "y", size: "height", before: "paddingTop", after: "paddingBottom" } as const;

function layOut(history: History, frame: FigmaNode): void {
  const { props } = frame;
  const number = (key: string) => Number(props[key] ?? 0);
  const [main, cross] = props.layoutMode === "HORIZONTAL" ? [horizontal, vertical] : [vertical, horizontal];
  const flow = frame.children.filter(
    (child) => child.props.visible && child.props.layoutPositioning !== "ABSOLUTE",
  );
  const padding = number(main.before) + number(main.after);
  const crossPadding = number(cross.before) + number(cross.after);
  const sum = () => flow.reduce((total, child) => total + child.props[main.size], 0);
  let gap = number("itemSpacing");
  const gaps = Math.max(0, flow.length - 1);

  if (props.primaryAxisSizingMode === "AUTO") {
    setProp(history, frame, main.size, padding + sum() + gap * gaps);
  } else {
    const growing = flow.filter((child) => child.props.layoutGrow === 1);
    const others = flow.filter((child) => child.props.layoutGrow !== 1);
    const taken = others.reduce((total, child) => total + child.props[main.size], 0);
    const left = Math.max(1, props[main.size] - padding - gap * gaps - taken);
    for (const child of growing) setProp(history, child, main.size, left / growing.length);
  }
  if (props.counterAxisSizingMode === "AUTO") {
    // Who stretches has no say in how far, unless all do.
    const rigid = flow.filter((child) => child.props.layoutAlign !== "STRETCH");
    const most = Math.max(0, ...(rigid.length > 0 ? rigid : flow).map((child) => child.props[cross.size]));
    setProp(history, frame, cross.size, crossPadding + most);
  }
  const crossInner = props[cross.size] - crossPadding;
  const free = props[main.size] - padding - sum();
  if (props.primaryAxisAlignItems === "SPACE_BETWEEN" && gaps > 0) gap = Math.max(0, free / gaps);
  let at = number(main.before) + alignment(props.primaryAxisAlignItems, free - gap * gaps);
  for (const child of flow) {
    if (child.props.layoutAlign === "STRETCH") setProp(history, child, cross.size, crossInner);
    const spare = crossInner - child.props[cross.size];
    setProp(history, child, main.at, at);
    setProp(history, child, cross.at, number(cross.before) + alignment(props.counterAxisAlignItems, spare));
    at += child.props[main.size] + gap;
  }
}

function alignment(align: unknown, free: number): number {
  if (align === "CENTER") return free / 2;
  return align === "MAX" ? free : 0;
}
