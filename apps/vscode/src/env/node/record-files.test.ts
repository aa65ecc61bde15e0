import { readdirSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, systemClock } from "@seedkit/core";
import { createEmulator } from "@seedkit/emulator";
import { expect, onTestFinished, test } from "vitest";
import { createRecords } from "../../core/jobs/records.ts";
import { ticketsAsRecords } from "../../core/tools/tickets-as-records.ts";
import { createRecordFiles } from "./record-files.ts";

test("a request of the MCP server is on record before its process does anything else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-records-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const service = await createEmulator({ pixels: "plain" });
  const client = createClient({
    apiKey: "sk-records-0123456789",
    baseUrl: service.url,
    fetch: service.fetch,
  });
  const ticket = await client.submit("seedream-4.5", { prompt: "A heron" });
  const records = createRecords(createRecordFiles(join(folder, "jobs")), systemClock, "mcp-a");
  const tickets = ticketsAsRecords(records, (line) => expect.fail(line));
  let hasTurned = false;
  const turn = setImmediate(() => {
    hasTurned = true;
  });
  onTestFinished(() => clearImmediate(turn));
  tickets.note(ticket, { folder, output: undefined, most: 1 });
  // Only what is at hand already goes on here: no file, no socket, no timer.
  for (let step = 0; step < 100; step++) await undefined;
  expect(hasTurned).toBe(false);
  const [name] = readdirSync(join(folder, "jobs")).filter((one) => one.endsWith(".json"));
  expect(name).toContain(`mcp-${ticket.requestId}`);
  await tickets.drop(ticket.requestId);
  expect(await readdir(join(folder, "jobs"))).toEqual([]);
});
