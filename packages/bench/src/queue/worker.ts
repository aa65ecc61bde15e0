// A worker in a process of its own: `worker.ts <JSON>`. Without an API its calls succeed at once.
import { createClient } from "@seedkit/core";
import { startWorker } from "@seedkit/queue";
import { clientWithoutCalls } from "./without-calls.ts";

type Ask = { url: string; folder: string; concurrency: number; api?: string };
const { url, folder, concurrency, api } = JSON.parse(process.argv[2] ?? "{}") as Ask;

await startWorker({
  url,
  folder,
  concurrency,
  client: (limiter) =>
    api === undefined
      ? clientWithoutCalls(limiter)
      : createClient({ apiKey: "bench", baseUrl: api, limiter }),
});
process.once("disconnect", () => process.exit());
process.send?.("ready");
