import type { Generation } from "@seedkit/core";
import { benchKey } from "../key.ts";
import { faultTimeouts } from "../scenarios.ts";
import { type Client, prompt } from "./client.ts";

const program = `
import { createClient } from "@seedkit/core";
const client = createClient({ apiKey: "key" });
const { images } = await client.generate("seedream-4.5", { prompt: "x" });
console.log(images[0]?.bytes);
`;

export const ours: Client = {
  id: "seedkit",
  title: "seedkit",
  wire: "bytes",
  baseline: "fetch",
  packages: ["@seedkit/core"],
  program,
  settings: `timeout ${faultTimeouts.attempt / 1000} s an attempt, ${faultTimeouts.total / 1000} s in all`,
  async connect(base, timeouts) {
    const { createClient } = await import("@seedkit/core");
    const client = createClient({ apiKey: benchKey, baseUrl: base, timeout: timeouts });
    return {
      call: (signal) => client.generate("seedream-4.5", { prompt }, { signal }),
      bytes: (result) => (result as Generation).images[0]?.bytes ?? new Uint8Array(),
    };
  },
};

/** Ours for those who bring a model of their own: no built-in models, no schema library. */
export const oursAlone = {
  id: "seedkit-alone",
  title: "seedkit, client alone (bring your own model)",
  packages: ["@seedkit/core/client"],
  program: `
import { createClient } from "@seedkit/core/client";
export const connect = (model) => createClient({ apiKey: "key", models: [model] });
`,
};
