// A worker in a process of its own: `worker.ts <JSON>`. Without an API it refuses each call as the service would.
import { createClient, SeedkitError } from "@seedkit/core";
import { startWorker } from "@seedkit/queue";

type Ask = { url: string; folder: string; concurrency: number; api?: string };
const { url, folder, concurrency, api } = JSON.parse(process.argv[2] ?? "{}") as Ask;

const refuse = () => Promise.reject(new SeedkitError("moderated", "No pixels", { charged: "no" }));
await startWorker({
  url,
  folder,
  concurrency,
  client: (limiter) => ({
    ...createClient({ apiKey: "bench", limiter, ...(api !== undefined && { baseUrl: api }) }),
    ...(api === undefined && { generate: refuse, submit: refuse }),
  }),
});
process.once("disconnect", () => process.exit());
process.send?.("ready");
