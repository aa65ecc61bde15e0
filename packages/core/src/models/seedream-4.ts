import * as z from "zod/mini";
import { defineModel } from "./define-model.ts";
import {
  described,
  maxImages,
  prompt,
  references,
  seedreamForm,
  sequence,
  side,
  sizePresets,
  vendorLimits,
} from "./seedream.ts";

/** Seedream 4.0 as its page on Segmind describes it. */
export const seedream4 = defineModel({
  id: "seedream-4",
  title: "Seedream 4.0",
  summary: "High-resolution images with strong text rendering, a little cheaper and faster.",
  page: "https://www.segmind.com/models/seedream-4/api",
  slug: "seedream-4",
  price: 35_000,
  typicalMs: 20_660,
  input: z.strictObject({
    prompt,
    size: described(
      z._default(z.enum(["1K", "2K", "4K", "custom"]), "2K"),
      "Size",
      "The long side (1K is 1024 px, 2K 2048, 4K 4096), or custom for an exact width and height.",
    ),
    aspect_ratio: described(
      z._default(z.nullable(z.enum(["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"])), null),
      "Aspect ratio",
      "The proportions; the shorter side follows from it.",
    ),
    width: side("Width", "read only when size is custom; both sides are needed; rounded to 64."),
    height: side("Height", "read only when size is custom; both sides are needed; rounded to 64."),
    image_input: references("Images that guide the result: 1 to 3 are advised, the vendor takes up to 10."),
    max_images: maxImages,
    sequential_image_generation: sequence,
  }),
  form: seedreamForm,
  size: {
    ...sizePresets,
    // The vendor's floor; what the wrapper does with a 1K preset under it is not known.
    pixels: { min: 921_600, max: 16_777_216 },
    underFloor: "unknown",
    loneSide: "refuse",
  },
  limits: { ...vendorLimits, references: { advised: 3, most: 10 } },
  examples: [
    { title: "A poster with text", input: { prompt: "A letterpress poster that says OPEN LATE, two inks" } },
    {
      title: "A wide banner",
      input: { prompt: "Sunrise over terraced tea fields, drone view", size: "4K", aspect_ratio: "21:9" },
    },
    {
      title: "An exact size",
      input: {
        prompt: "A ceramic teapot on linen, soft window light",
        size: "custom",
        width: 1600,
        height: 1200,
      },
    },
  ],
});
