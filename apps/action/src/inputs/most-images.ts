import { getModel, type LooseInput } from "@seedkit/core";

/** How many images one call may answer with. */
export function mostImages(model: string, fields: LooseInput): number {
  return getModel(model).prepare({ ...fields, prompt: "-" }).images.max;
}
