import type { Services } from "../services.ts";
import { askForImages, type FlowStart } from "./ask-for-images.ts";
import type { InsertPlace } from "./insert-place.ts";
import { type Back, back } from "./steps.ts";

export type MakeOptions = {
  /** Where Insert puts the image. */
  readonly place?: InsertPlace | undefined;
  /** Inserts the image as soon as it is there. */
  readonly insert?: boolean;
};

/** The whole way: what is asked, what is made of it, and what is done with the result. Back: nothing was made. */
export async function makeImages(
  services: Services,
  start: FlowStart,
  options: MakeOptions = {},
): Promise<Back | undefined> {
  const requests = await askForImages(services, start);
  if (!requests || requests === back) {
    options.place?.dispose();
    return requests;
  }
  const { runImages } = await import("./run-images.ts");
  await runImages(services, requests, options);
  return undefined;
}
