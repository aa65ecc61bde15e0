import type { Delivery, PanelImage } from "../host.ts";
import { makeThumbnail } from "../thumbnail.ts";
import type { Cell } from "./cell.ts";
import { modelOf } from "./cell.ts";
import type { History } from "./history.ts";
import type { Job, Result } from "./state.ts";

/** Takes an image in: to its place, then into the grid, then into the history. It never throws a paid image away. */
export type Receiver = (job: Job, image: PanelImage, index: number) => Promise<void>;

export function createReceiver(cell: Cell, history: History): Receiver {
  return async (current, image, index) => {
    const id = `${current.id}/${index}`;
    // A recovered job sends all its images again: what is in its place already stays there.
    if (current.results.some((result) => result.id === id && !result.undelivered)) return;
    const delivery = { ...deliveryOf(current), image, index };
    // The browser keeps a Blob outside of the heap: fifteen large images stay cheap.
    const blob = new Blob([image.bytes as Uint8Array<ArrayBuffer>], { type: image.mediaType });
    const [{ stored, where, undelivered }, thumb] = await Promise.all([
      deliver(cell, delivery),
      makeThumbnail(blob),
    ]);
    const { mediaType, width, height } = image;
    const result: Result = {
      ...{ id, index, mediaType, width, height, blob, thumb, stored, where },
      ...(undelivered === undefined ? {} : { undelivered }),
    };
    const others = current.results.filter((earlier) => earlier.id !== id);
    cell.updateJob(current.id, { results: [...others, result] });
    cell.announce(`Image ready, ${width} by ${height} pixels.`);
    const { model, prompt, input } = current;
    const costMicros = modelOf(cell.models, model).price;
    const entry = { id, at: cell.clock.now(), model, prompt, input, width, height, costMicros, stored };
    await history.add(entry, thumb).catch(() => {
      cell.announce("The history could not be saved.");
    });
  };
}

export function deliveryOf(job: Job): Omit<Delivery, "image" | "index"> {
  return { job: job.id, model: job.model, input: job.input, place: job.place?.id };
}

type Outcome = Pick<Result, "stored" | "where" | "undelivered">;

async function deliver(cell: Cell, delivery: Delivery): Promise<Outcome> {
  try {
    const { stored, where } = (await cell.host.deliver?.(delivery)) ?? {};
    return { stored, where };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { stored: undefined, undelivered: reason };
  }
}
