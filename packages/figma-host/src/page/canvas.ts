import { liveSelection } from "../document/document.ts";
import { absoluteBox } from "../document/geometry.ts";
import { type FigmaNode, mixed, subtree } from "../document/node.ts";
import type { FigmaHost } from "../host.ts";
import type { CanvasNode } from "./protocol.ts";

const undrawn = new Set(["PAGE", "GROUP", "SLIDE_GRID", "SLIDE_ROW"]);

/** What the canvas shows of the current page. */
export function canvasNodes({ document, viewport }: FigmaHost): CanvasNode[] {
  const selected = new Set(liveSelection(document));
  const { center, zoom } = viewport;
  return [...subtree(document.page)]
    .filter((node) => !undrawn.has(node.type) && node.props.visible)
    .map((node) => {
      const box = absoluteBox(node);
      const image = fillsOf(node).find(({ type }) => type === "IMAGE")?.imageHash;
      return {
        name: node.props.name,
        depth: 0,
        left: (box.x - center.x) * zoom,
        top: (box.y - center.y) * zoom,
        width: box.width * zoom,
        height: box.height * zoom,
        color: colorOf(node),
        ...(image ? { image } : {}),
        text: node.props.characters,
        selected: selected.has(node),
      };
    });
}

/** The relaunch buttons that the properties panel shows for the selection. */
export function relaunchButtons({ document, plugin }: FigmaHost): { name: string; title: string }[] {
  return liveSelection(document).flatMap(({ relaunchData }) =>
    (plugin.manifest.relaunchButtons ?? [])
      .filter(({ command }) => command in relaunchData)
      .map(({ command, name }) => ({ name, title: relaunchData[command] ?? "" })),
  );
}

const fillsOf = ({ props, type }: FigmaNode) => (props.fills === mixed || type === "TEXT" ? [] : props.fills);

function colorOf(node: FigmaNode): string {
  const color = fillsOf(node).find(({ type }) => type === "SOLID")?.color;
  if (!color) return "none";
  return `rgb(${[color.r, color.g, color.b].map((part) => Math.round(part * 255)).join(" ")})`;
}
