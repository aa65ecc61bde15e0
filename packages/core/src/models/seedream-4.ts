import * as z from "zod";
import { defineModel } from "./define-model.ts";
import { imageAddress, maxImages, seedreamForm, sequence, sizePresets, vendorLimits } from "./seedream.ts";

const side = (name: "Width" | "Height") =>
  z
    .int()
    .min(1024)
    .max(4096)
    .default(2048)
    .meta({
      title: name,
      description: `${name} in px, read only when size is custom; both sides are needed; rounded to 64.`,
    });

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
    prompt: z.string().trim().min(1).meta({ title: "Prompt", description: "What the image shows." }),
    size: z.enum(["1K", "2K", "4K", "custom"]).default("2K").meta({
      title: "Size",
      description:
        "The long side (1K is 1024 px, 2K 2048, 4K 4096), or custom for an exact width and height.",
    }),
    aspect_ratio: z
      .enum(["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"])
      .nullable()
      .default(null)
      .meta({ title: "Aspect ratio", description: "The proportions; the shorter side follows from it." }),
    width: side("Width"),
    height: side("Height"),
    image_input: z.array(imageAddress).default([]).meta({
      title: "References",
      description: "Images that guide the result: 1 to 3 are advised, the vendor takes up to 10.",
    }),
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
