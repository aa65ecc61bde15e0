import { benchKey } from "../key.ts";
import { faultTimeouts } from "../scenarios.ts";
import { type Client, prompt } from "./client.ts";

const program = `
import OpenAI from "openai";
const client = new OpenAI({ apiKey: "key" });
const { data } = await client.images.generate({ model: "gpt-image-1", prompt: "x" });
console.log(data?.[0]?.b64_json);
`;

export const openai: Client = {
  id: "openai",
  title: "openai",
  wire: "base64",
  baseline: "fetch-base64",
  packages: ["openai"],
  program,
  settings: `timeout ${faultTimeouts.attempt / 1000} s an attempt (it has none for the whole call)`,
  async connect(base, timeouts) {
    const { default: OpenAI } = await import("openai");
    const client = new OpenAI({
      apiKey: benchKey,
      baseURL: base,
      timeout: timeouts.attempt,
      logLevel: "off",
    });
    type Answer = Awaited<ReturnType<typeof client.images.generate>>;
    return {
      call: async (signal) =>
        client.images.generate({ model: "gpt-image-1", prompt, stream: false }, signal ? { signal } : {}),
      bytes: (result) =>
        Buffer.from((result as Answer & { data: { b64_json: string }[] }).data[0]?.b64_json ?? "", "base64"),
    };
  },
};
