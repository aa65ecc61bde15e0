import { place } from "./changes.ts";
import type { History } from "./history.ts";
import { type FigmaNode, makeNode } from "./node.ts";

/** Fills an instance with copies of what its main component holds. Their ids are `I<instance>;<original>`. */
export function repeatInto(
  history: History,
  instance: FigmaNode,
  component: FigmaNode,
  keep: (node: FigmaNode) => FigmaNode,
): void {
  const prefix = instance.id.startsWith("I") ? instance.id : `I${instance.id}`;
  const copyChildren = (from: FigmaNode, into: FigmaNode) => {
    for (const child of from.children) {
      const id = `${prefix};${child.id.replace(/^I/, "")}`;
      const copy = keep(makeNode(id, child.type, { ...child.props }, child));
      place(history, copy, into, into.children.length);
      copyChildren(child, copy);
    }
  };
  copyChildren(component, instance);
}

/** The main component an instance follows. */
export function mainComponentOf(instance: FigmaNode): FigmaNode | null {
  let source = instance.source;
  while (source && source.type === "INSTANCE") source = source.source;
  return source ?? null;
}

/** The same nodes as plain ones: what `detachInstance` leaves behind. */
export function copyTree(
  create: (type: FigmaNode["type"], props: FigmaNode["props"]) => FigmaNode,
  history: History,
  original: FigmaNode,
): FigmaNode {
  const type = original.type === "INSTANCE" ? "FRAME" : original.type;
  const copy = create(type, { ...original.props });
  for (const child of original.children) {
    const below = copyTree(create, history, child);
    place(history, below, copy, copy.children.length);
  }
  return copy;
}
