// The MCP server of the extension: a process of its own, which the editor starts for whatever speaks MCP in it.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { createClient, redact, systemClock } from "@seedkit/core";
import { createFolderFiles, startServer } from "@seedkit/mcp";
import { createRecords } from "../../core/jobs/records.ts";
import { fileName } from "../../core/saving/file-name.ts";
import { createPreview } from "../../core/tools/preview.ts";
import { ticketsAsRecords } from "../../core/tools/tickets-as-records.ts";
import { serverAdvice } from "../../tools/refusals.ts";
import { createRecordFiles } from "./record-files.ts";

const text = { type: "string" } as const;

async function serve(): Promise<void> {
  const { folder, records: recordFolder, rescue, version, ...given } = argumentsOf();
  const apiKey = process.env["SEGMIND_API_KEY"] || undefined;
  const log = (line: string) => void process.stderr.write(`${redact(line, apiKey)}\n`);
  const wasm = join(dirname(process.argv[1] ?? ""), "..", "wasm");
  const window = `mcp-${crypto.randomUUID().slice(0, 8)}`;
  const records = createRecords(createRecordFiles(recordFolder), systemClock, window);
  const server = startServer({
    client: createClient({
      apiKey,
      baseUrl: process.env["SEGMIND_BASE_URL"] || undefined,
      transport: "queued",
    }),
    files: createFolderFiles({
      folder,
      rescue,
      nameOf: (prompt) => fileName("{prompt}", { prompt, model: "", now: new Date() }),
    }),
    version,
    maxCost: Number(given["max-cost"]),
    tickets: ticketsAsRecords(records, log),
    preview: createPreview((name) => readFile(join(wasm, `${name}.wasm`))),
    advice: serverAdvice,
    log,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
  await server.ended;
  await records.close();
}

function argumentsOf() {
  const options = { folder: text, records: text, rescue: text, version: text, "max-cost": text };
  const { values } = parseArgs({ options });
  const { folder, records, rescue, version, "max-cost": maxCost } = values;
  if (!folder || !records || !rescue || !version || !maxCost)
    throw new Error("the editor starts this server, and says where it works");
  return { folder, records, rescue, version, "max-cost": maxCost };
}

void serve();
