import { benchKey } from "../key.ts";
import { type Client, prompt } from "./client.ts";

const program = `
import { createFalClient } from "@fal-ai/client";
const fal = createFalClient({ credentials: "key" });
const { data } = await fal.run("fal-ai/flux/dev", { input: { prompt: "x" } });
const response = await fetch(data.images[0]?.url ?? "");
console.log(new Uint8Array(await response.arrayBuffer()));
`;

export const fal: Client = {
  id: "fal",
  title: "@fal-ai/client",
  wire: "fal",
  baseline: "fetch-url",
  packages: ["@fal-ai/client"],
  program,
  settings: "defaults (its startTimeout is the server's; it has no timer of its own)",
  async connect(base) {
    const { createFalClient } = await import("@fal-ai/client");
    const client = createFalClient({
      credentials: benchKey,
      // It has no base URL: its own middleware is the documented way to another host.
      requestMiddleware: async (request) => ({
        ...request,
        url: request.url.replace("https://fal.run", base),
      }),
    });
    return {
      call: (signal) =>
        client.run("bench/model", { input: { prompt }, ...(signal && { abortSignal: signal }) }),
      async bytes(result) {
        const { data } = result as { data: { images: { url: string }[] } };
        const response = await fetch(data.images[0]?.url ?? "");
        return new Uint8Array(await response.arrayBuffer());
      },
    };
  },
};
