import { noisePng } from "./image.ts";

/** How an answer carries the image: each client gets the shape its own service sends. */
export type Wire = "bytes" | "base64" | "fal" | "replicate";
export type ImageName = "small" | "large";

export type Answer = { readonly type: string; readonly body: Buffer };

// 64 px of noise are 12 kB; 2896 px are 24 MiB.
const images: Record<ImageName, () => Buffer> = {
  small: once(() => noisePng(64)),
  large: once(() => noisePng(2896)),
};
const base64: Record<ImageName, () => Buffer> = {
  small: once(() => openAiJson("small")),
  large: once(() => openAiJson("large")),
};

export const imageBytes = (name: ImageName): Buffer => images[name]();

/** A successful answer to a generation. `origin` is where the image lies, for wires that give an address. */
export function answer(wire: Wire, name: ImageName, origin: string): Answer {
  const address = `${origin}/image/${name}.png`;
  switch (wire) {
    case "bytes":
      return { type: "image/png", body: imageBytes(name) };
    case "base64":
      return { type: "application/json", body: base64[name]() };
    case "fal":
      return json({
        images: [{ url: address, content_type: "image/png" }],
        seed: 1,
        has_nsfw_concepts: [false],
        prompt: "x",
      });
    case "replicate":
      return json({
        id: "p1",
        model: "bench/model",
        version: "hidden",
        input: {},
        status: "succeeded",
        error: null,
        // The client takes only https for a file; the bench's fetch turns it back.
        output: address.replace("http:", "https:"),
        urls: { get: `${origin}/p1`, cancel: `${origin}/p1/cancel` },
      });
  }
}

function openAiJson(name: ImageName): Buffer {
  return json({ created: 1, data: [{ b64_json: imageBytes(name).toString("base64") }] }).body;
}

function json(value: unknown): Answer {
  return { type: "application/json", body: Buffer.from(JSON.stringify(value)) };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
