import { benchKey } from "../key.ts";
import { type Client, prompt } from "./client.ts";

const program = `
import { createFal } from "@ai-sdk/fal";
import { generateImage } from "ai";
const fal = createFal({ apiKey: "key" });
const { image } = await generateImage({ model: fal.image("fal-ai/flux/dev"), prompt: "x" });
console.log(image.uint8Array);
`;

export const aiSdk: Client = {
  id: "ai-sdk",
  title: "ai + @ai-sdk/fal",
  wire: "fal",
  baseline: "fetch-url",
  packages: ["ai", "@ai-sdk/fal"],
  program,
  settings: "defaults (generateImage has no timeout)",
  async connect(base) {
    const [{ createFal }, { generateImage }] = await Promise.all([import("@ai-sdk/fal"), import("ai")]);
    const provider = createFal({ apiKey: benchKey, baseURL: base });
    return {
      call: (signal) =>
        generateImage({ model: provider.image("model"), prompt, ...(signal && { abortSignal: signal }) }),
      bytes: (result) => (result as Awaited<ReturnType<typeof generateImage>>).image.uint8Array,
    };
  },
};
