// A worker in a process of its own: `worker-process.ts <JSON>`. Says "ready" to its parent, and drains on SIGTERM.
import { createClient } from "@seedkit/core";
import { startWorker } from "../src/index.ts";

type Ask = {
  redis: string;
  prefix: string;
  folder: string;
  api: string;
  concurrency: number;
  name: string;
  lockMs: number;
};

const ask = JSON.parse(process.argv[2] ?? "{}") as Ask;
const worker = await startWorker({
  url: ask.redis,
  prefix: ask.prefix,
  folder: ask.folder,
  concurrency: ask.concurrency,
  name: ask.name,
  lockMs: ask.lockMs,
  client: (limiter) => createClient({ apiKey: "sk-test-0123456789abcdef", baseUrl: ask.api, limiter }),
  onEvent: (event) => event.type === "warning" && process.env.SHOW && console.error(ask.name, event.message),
});
process.once("SIGTERM", () => void worker.drain().then(() => process.exit(0)));
process.once("disconnect", () => process.exit(1));
process.send?.("ready");
