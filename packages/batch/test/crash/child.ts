// Runs a batch and kills itself at the nth step: `node child.ts <manifest> <base URL> <n> <transport> <concurrency>`.
import { createClient } from "@seedkit/core";
import { runWith } from "../../src/run/run-batch.ts";

const [manifest = "", baseUrl = "", dieAt = "0", transport = "queued", concurrency = "3"] =
  process.argv.slice(2);
let steps = 0;
const result = await runWith(
  {
    manifest,
    client: createClient({ apiKey: "sk-test-0123456789abcdef", baseUrl }),
    maxCost: 1e9,
    transport: transport === "sync" ? "sync" : "queued",
    concurrency: Number(concurrency),
  },
  (name) => {
    steps++;
    if (steps !== Number(dieAt)) return;
    process.stdout.write(`${JSON.stringify({ diedAt: name })}\n`);
    process.kill(process.pid, "SIGKILL");
  },
);
process.stdout.write(`${JSON.stringify({ steps, status: result.status, counts: result.counts })}\n`);
