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

/** Seedream 4.5 as its page on Segmind describes it. */
export const seedream45 = defineModel({
  id: "seedream-4.5",
  title: "Seedream 4.5",
  summary: "Photorealistic images with close control, made for editing and many references.",
  page: "https://www.segmind.com/models/seedream-4.5/api",
  slug: "seedream-4.5",
  price: 40_000,
  typicalMs: 32_230,
  input: z.strictObject({
    prompt,
    size: described(
      z._default(z.enum(["1K", "2K", "4K", "custom"]), "2K"),
      "Size",
      "The long side (2K is 2048 px, 4K 4096), scaled up where it is under 3.7 megapixels, or custom for an exact width and height.",
    ),
    aspect_ratio: described(
      z._default(
        z.enum(["match_input_image", "1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]),
        "match_input_image",
      ),
      "Aspect ratio",
      "The proportions; match_input_image takes the first reference's.",
    ),
    width: side(
      "Width",
      "read only when size is custom; rounded to 64; under 3.7 megapixels it is scaled up.",
    ),
    height: side(
      "Height",
      "read only when size is custom; rounded to 64; under 3.7 megapixels it is scaled up.",
    ),
    image_input: references("Images that guide the result: 1 to 3 are advised, the vendor takes up to 14."),
    max_images: maxImages,
    sequential_image_generation: sequence,
  }),
  form: seedreamForm,
  size: {
    ...sizePresets,
    // The page's 3.7M-16.7M, as the vendor states them.
    pixels: { min: 3_686_400, max: 16_777_216 },
    underFloor: "scale_up",
    loneSide: "default",
    matchInput: "match_input_image",
  },
  limits: { ...vendorLimits, references: { advised: 3, most: 14 } },
  examples: [
    { title: "A product photo", input: { prompt: "A ceramic teapot on linen, soft window light" } },
    {
      title: "A tall cover in the largest size",
      input: { prompt: "A lighthouse in fog, film grain", size: "4K", aspect_ratio: "9:16" },
    },
    {
      title: "A set that belongs together",
      input: {
        prompt: "Three botanical prints of the same fern: seedling, grown, in autumn",
        sequential_image_generation: "auto",
        max_images: 3,
      },
    },
  ],
});
