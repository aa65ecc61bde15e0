import type { SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Made, Selection, Skipped, Target } from "../protocol/calls.ts";
import { readGeneration } from "./generation-data.ts";
import { blockedBecause, boxOf, inReadingOrder } from "./nodes.ts";
import { type PlaceId, placeId } from "./place-id.ts";

const withoutPaint = new Set(["LINE", "CONNECTOR", "SLICE"]);
// More requests than this from one press is a slip of the hand.
const most = 100;

/** What the selection offers right now. */
export function readSelection(): Selection {
  const nodes = inReadingOrder(figma.currentPage.selection);
  const skipped: Skipped[] = [];
  const usable = nodes.filter((node) => {
    const why = blockedBecause(node) ?? (withoutPaint.has(node.type) ? "cannot hold an image" : undefined);
    if (why) skipped.push({ name: node.name, why });
    return why === undefined;
  });
  const over = usable.length - most;
  if (over > 0) skipped.push({ name: `${over} more`, why: `${most} at once` });
  usable.splice(most);
  const texts = usable.filter((node) => textOf(node) !== undefined);
  for (const node of texts) if (textOf(node) === "") skipped.push({ name: node.name, why: "empty" });
  return {
    page: { ...target("canvas", figma.currentPage), width: 0, height: 0 },
    insert: usable.filter((node) => textOf(node) === undefined).map(sized("insert")),
    fill: usable.filter(canFill).map(sized("fill")),
    texts: texts
      .filter((node) => textOf(node) !== "")
      .map((node) => ({ ...sized("beside")(node), text: textOf(node) ?? "" })),
    skipped,
  };
}

/** The selected nodes that carry the settings of their image. */
export function readMade(): Made[] {
  return inReadingOrder(figma.currentPage.selection).flatMap((node) => {
    const generation = readGeneration(node);
    return generation ? [{ target: sized("beside")(node), generation }] : [];
  });
}

export function canFill(node: SceneNode): boolean {
  return "fills" in node && textOf(node) === undefined && !withoutPaint.has(node.type);
}

function textOf(node: SceneNode): string | undefined {
  if (node.type === "TEXT") return node.characters.trim();
  return node.type === "STICKY" ? node.text.characters.trim() : undefined;
}

const target = (kind: PlaceId["kind"], { id, name }: { id: string; name: string }) => ({
  place: placeId(kind, id),
  name,
});

const sized =
  (kind: PlaceId["kind"]) =>
  (node: SceneNode): Target => {
    const { width, height } = boxOf(node);
    return { ...target(kind, node), width, height };
  };
