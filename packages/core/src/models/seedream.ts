import * as z from "zod";

/** A reference as it travels: a web address, or a data URI that is uploaded before it is sent. */
export const imageAddress = z
  .url({ protocol: /^(https?|data)$/ })
  .meta({ title: "Reference", description: "The address of an image." });

/** The most images one request may answer with, as both pages have it. */
export const maxImages = z.int().min(1).max(15).default(1).meta({
  title: "Most images",
  description: "The most images one request may answer with; needs sequential_image_generation auto.",
});

/** One image, or as many as the model finds right, as both pages have it. */
export const sequence = z.enum(["disabled", "auto"]).default("disabled").meta({
  title: "Sequence",
  description: "auto lets the model answer with several images, each billed; disabled gives one.",
});

/** What both pages say of presets: the named number is the long side. */
export const sizePresets = {
  presets: { "1K": 1024, "2K": 2048, "4K": 4096 },
  custom: "custom",
  step: 64,
  side: { min: 1024, max: 4096 },
} as const;

/** The vendor's own limits, the same for both models. */
export const vendorLimits = { referencesAndImages: 15, promptWords: 600, promptCharacters: 4000 } as const;

/** How forms show the fields both models have. */
export const seedreamForm = {
  prompt: { control: "textarea" },
  width: { visibleWhen: { field: "size", equals: "custom" } },
  height: { visibleWhen: { field: "size", equals: "custom" } },
  image_input: { control: "images" },
  max_images: { visibleWhen: { field: "sequential_image_generation", equals: "auto" } },
} as const;
