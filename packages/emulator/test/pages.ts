/** What the two pages say, typed by hand from them: neither core's schemas nor its size rules are asked. */
export type Page = {
  readonly slug: string;
  /** Dollars a generation. */
  readonly price: number;
  /** Seconds. */
  readonly usually: string;
  readonly ratios: readonly (string | null)[];
  readonly sample: Readonly<Record<string, unknown>>;
};

const ratios = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"];

export const pages: readonly Page[] = [
  {
    slug: "seedream-4",
    price: 0.035,
    usually: "20.66",
    ratios: [null, ...ratios],
    sample: {
      size: "2K",
      width: 2048,
      height: 2048,
      prompt: "Action hero into an apocalypse survivor zombie hunter, torn leather jacket with spikes",
      max_images: 1,
      image_input: [
        "https://segmind-resources.s3.amazonaws.com/input/ee043397-b857-4bf2-9ad0-70258a286e96-504cf296-f8c3-40af-b200-9b52bdae240c.png",
      ],
      sequential_image_generation: "disabled",
    },
  },
  {
    slug: "seedream-4.5",
    price: 0.04,
    usually: "32.23",
    ratios: ["match_input_image", ...ratios],
    sample: {
      size: "2K",
      width: 2048,
      height: 2048,
      prompt:
        "Create a professional H&M clothing brand photoshoot of the man wearing all the reference clothes",
      max_images: 1,
      image_input: [
        "https://segmind-inference-inputs.s3.amazonaws.com/273f368e-3274-4a6e-8a2c-2cdd5881948e-d61283c9-839e-4107-9185-4ea883ecaded.webp",
        "https://segmind-inference-inputs.s3.amazonaws.com/d47c85b4-f584-45e7-97ea-2ae0eeae4880-548c2fcfa1e14e301329ef45b8e093af.jpg",
        "https://segmind-inference-inputs.s3.amazonaws.com/d4545759-47ba-4c92-afa3-49fb260e8c51-IMG_7135.webp",
        "https://segmind-inference-inputs.s3.amazonaws.com/2d803ba1-7c89-4d54-996f-11c9572d8db9-IMG_7137.webp",
        "https://segmind-inference-inputs.s3.amazonaws.com/a461a78b-6db9-443a-8882-69ed7ccc2390-IMG_7138.webp",
      ],
      aspect_ratio: "match_input_image",
      sequential_image_generation: "disabled",
    },
  },
];

/** Accepted on both pages. */
export const allowed: Readonly<Record<string, readonly unknown[]>> = {
  size: ["1K", "2K", "4K", "custom"],
  sequential_image_generation: ["disabled", "auto"],
  max_images: [1, 2, 15],
  width: [1024, 2048, 4096],
  height: [1024, 2048, 4096],
  image_input: [[], ["https://example.com/a.png"]],
};

/** Refused on both pages. */
export const refused: Readonly<Record<string, readonly unknown[]>> = {
  prompt: ["", "   ", null, 5],
  size: ["3K", "2k", "", null, 2048],
  sequential_image_generation: ["on", "", true],
  max_images: [0, 16, 1.5, "3", null],
  width: [1023, 4097, 0, "2048"],
  height: [1023, 4097, 0, 2048.5],
  aspect_ratio: ["5:4", "16x9", ""],
  image_input: ["https://example.com/a.png", ["not an address"], [7]],
};

/** Long side fixed, the other rounded to 64; portraits mirror these. */
export const presetSizes: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  "1K": {
    "1:1": [1024, 1024],
    "4:3": [1024, 768],
    "16:9": [1024, 576],
    "3:2": [1024, 704],
    "21:9": [1024, 448],
  },
  "2K": {
    "1:1": [2048, 2048],
    "4:3": [2048, 1536],
    "16:9": [2048, 1152],
    "3:2": [2048, 1344],
    "21:9": [2048, 896],
  },
  "4K": {
    "1:1": [4096, 4096],
    "4:3": [4096, 3072],
    "16:9": [4096, 2304],
    "3:2": [4096, 2752],
    "21:9": [4096, 1728],
  },
};

/** The 4.5 page: at least 3.7 and at most 16.7 megapixels, as the vendor states them. */
export const pixels45 = { least: 3_686_400, most: 16_777_216 };
