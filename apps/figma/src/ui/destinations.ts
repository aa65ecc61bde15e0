import { closestRatio, type LooseInput } from "@seedkit/core";
import type { Destination, Place } from "@seedkit/panel";
import type { Selection, Skipped, Target } from "../protocol/calls.ts";

/** What the panel offers as places for the selection as it is. */
export function destinationsOf(selection: Selection, ratios: readonly string[]): readonly Destination[] {
  const { page, insert, fill, texts, skipped } = selection;
  const shaped = (target: Target): Place => ({
    id: target.place,
    label: target.name,
    input: ratioOf(target, ratios),
  });
  const prompt = (target: Target): Place => ({
    id: target.place,
    label: target.name,
    input: { prompt: target.text ?? "" },
  });
  const nothing =
    skipped.length > 0 ? `not possible for ${named(skipped)}` : "select a frame, shape, section or slide";
  const noText = skipped.some(({ why }) => why === "empty")
    ? `not possible for ${named(skipped)}`
    : "select text layers or stickies";
  return [
    { id: "canvas", label: "On the canvas", places: [{ id: page.place, label: "Canvas" }] },
    many("fill", "Fill", fill, nothing),
    many("insert", "Insert into", insert, nothing),
    many("texts", "Text as prompt:", texts, noText),
  ];

  function many(id: string, verb: string, targets: readonly Target[], unavailable: string): Destination {
    if (targets.length === 0)
      return { id, label: `${verb} selection`.replace(": selection", ""), unavailable };
    const [only] = targets;
    const what = targets.length === 1 && only ? only.name : `${targets.length} layers`;
    const left = skipped.length > 0 ? `, without ${named(skipped)}` : "";
    const places = targets.map(id === "texts" ? prompt : shaped);
    return { id, label: `${verb} ${what}${left}`, places };
  }
}

function ratioOf({ width, height }: Target, ratios: readonly string[]): LooseInput {
  const ratio = width > 0 && height > 0 ? closestRatio(width, height, ratios) : undefined;
  return ratio === undefined ? {} : { aspect_ratio: ratio };
}

const mostNamed = 3;

/** Who was left out, and why: `Logo (locked), Line (cannot hold an image)`. */
function named(skipped: readonly Skipped[]): string {
  const some = skipped.slice(0, mostNamed).map(({ name, why }) => `${name} (${why})`);
  const more = skipped.length - some.length;
  return more > 0 ? `${some.join(", ")} and ${more} more` : some.join(", ");
}
