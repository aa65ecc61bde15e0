import type { SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Placed, Placement } from "../protocol/calls.ts";
import { imagePaint, withImage } from "./fill-paints.ts";
import { keepGeneration } from "./generation-data.ts";
import { insertAt } from "./insert.ts";
import { blockedBecause, findNode, pageOf } from "./nodes.ts";
import { fileId, keepFileId, type PlaceId, parsePlaceId } from "./place-id.ts";
import { keepPlaced, nodeOf } from "./placed.ts";
import { canFill } from "./selection.ts";
import { besideSpot, canvasSpot, insertSpot } from "./spots.ts";
import { type Undo, undoBook } from "./undo-all.ts";

const made = new Set<string>();

// One after the other: what is written down by one must be read by the next.
let last: Promise<unknown> = Promise.resolve();

export function placeImage(placement: Placement): Promise<Placed> {
  const placed = last.then(() => placeOnce(placement));
  last = placed.catch(() => {});
  return placed;
}

async function placeOnce(placement: Placement): Promise<Placed> {
  const { delivery } = placement;
  const before = delivery === undefined ? undefined : await nodeOf(delivery);
  if (before !== undefined) return { node: before };
  const placed = await place(placement);
  // It is on the canvas: a full storage is no reason to say otherwise.
  if (delivery !== undefined) await keepPlaced(delivery, placed.node).catch(() => {});
  return placed;
}

/** Puts a paid image where it was meant to go, else on the canvas: it is never thrown away. */
async function place(placement: Placement): Promise<Placed> {
  keepFileId();
  const { place: where, run } = placement;
  const id = where === undefined ? undefined : parsePlaceId(where);
  const { node, undo, note } = await (id ? atPlace(placement, id) : onCanvas(placement));
  keepGeneration(node, placement.generation, placement.hint);
  figma.commitUndo();
  undoBook.add(run, undo);
  if (note) figma.notify(note, { error: false });
  const free = note !== undefined || id === undefined || id.kind === "canvas";
  const page = free ? pageOf(node)?.name : undefined;
  return { node: node.id, ...(page ? { where: page } : {}), ...(note ? { note } : {}) };
}

type Done = { readonly node: SceneNode; readonly undo: Undo; readonly note?: string };

async function atPlace(placement: Placement, id: PlaceId): Promise<Done> {
  if (id.file !== fileId()) return onCanvas(placement, "It was made for another file: placed on the canvas");
  if (id.kind === "canvas") return onPage(placement, id.node);
  const node = await findNode(id.node);
  const why = node ? blockedBecause(node) : "deleted";
  if (!node || why) return onCanvas(placement, `The target is ${why} now: placed on the canvas`);
  if (id.kind === "fill" && canFill(node)) return fill(node, placement);
  const spot = id.kind === "insert" ? insertSpot(node, placement) : besideSpot(node, placement);
  return inserted(insertAt(spot, placement));
}

async function onPage(placement: Placement, pageId: string): Promise<Done> {
  const page = await figma.getNodeByIdAsync(pageId);
  if (page?.type !== "PAGE" || page.removed) return onCanvas(placement);
  const node = insertAt(await canvasSpot(placement, page), placement);
  if (page.id === figma.currentPage.id) select(node);
  return inserted(node);
}

async function onCanvas(placement: Placement, note?: string): Promise<Done> {
  const node = insertAt(await canvasSpot(placement), placement);
  if (!note) select(node);
  return { ...inserted(node), ...(note ? { note } : {}) };
}

/** Shows what is new, unless the user has something of their own selected by now. */
function select(node: SceneNode): void {
  if (
    figma.currentPage.selection.every(({ id }) => made.has(id)) &&
    pageOf(node)?.id === figma.currentPage.id
  )
    figma.currentPage.selection = [node];
}

function inserted(node: SceneNode): Done {
  made.add(node.id);
  return { node, undo: { node: node.id, kind: "remove" } };
}

function fill(node: SceneNode, { parts }: Placement): Done {
  if (!("fills" in node)) throw new TypeError("The node has no fills");
  const before = node.fills === figma.mixed ? [] : node.fills;
  const hash = parts[0]?.hash ?? "";
  node.fills = withImage(before, imagePaint(hash));
  return { node, undo: { node: node.id, kind: "fills", before, hash } };
}
