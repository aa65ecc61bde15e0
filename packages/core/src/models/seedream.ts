import * as z from "zod/mini";

/** Gives a field the title and the help that forms, flags and reference pages show. */
export function described<S extends z.ZodMiniType>(schema: S, title: string, description: string): S {
  z.globalRegistry.add(schema, { title, description });
  return schema;
}

export const prompt = described(
  z.string().check(z.trim(), z.minLength(1)),
  "Prompt",
  "What the image shows.",
);

/** A reference as it travels: a web address, or a data URI that is uploaded before it is sent. */
export const references = (help: string) =>
  described(z._default(z.array(z.url({ protocol: /^(https?|data)$/ })), []), "References", help);

/** A side of a custom size, in px: the range of both pages. */
export const side = (name: "Width" | "Height", help: string) =>
  described(
    z._default(z.int().check(z.minimum(1024), z.maximum(4096)), 2048),
    name,
    `${name} in px, ${help}`,
  );

export const maxImages = described(
  z._default(z.int().check(z.minimum(1), z.maximum(15)), 1),
  "Most images",
  "The most images one request may answer with; needs sequential_image_generation auto.",
);

export const sequence = described(
  z._default(z.enum(["disabled", "auto"]), "disabled"),
  "Sequence",
  "auto lets the model answer with several images, each billed; disabled gives one.",
);

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
