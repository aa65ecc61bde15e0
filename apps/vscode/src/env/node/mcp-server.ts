// The MCP server of the extension: a process of its own, which the editor starts for whatever speaks MCP in it.
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createClient, money, redact, systemClock } from "@seedkit/core";
import { createFolderFiles, startServer } from "@seedkit/mcp";
import { createHistory } from "../../core/history/history.ts";
import { createRecords } from "../../core/jobs/records.ts";
import { fileName } from "../../core/saving/file-name.ts";
import { createPreview } from "../../core/tools/preview.ts";
import { savedAsEntries } from "../../core/tools/saved-as-entries.ts";
import { ticketsAsRecords } from "../../core/tools/tickets-as-records.ts";
import { serverAdvice } from "../../tools/refusals.ts";
import { createRecordFiles } from "./record-files.ts";

const text = { type: "string" } as const;

async function serve(): Promise<void> {
  const { folder, records: recordFolder, history: historyFolder, rescue, version, ...given } = argumentsOf();
  const apiKey = process.env["SEGMIND_API_KEY"] || undefined;
  const log = (line: string) => void process.stderr.write(`${redact(line, apiKey)}\n`);
  const wasm = join(dirname(process.argv[1] ?? ""), "..", "wasm");
  const window = `mcp-${crypto.randomUUID().slice(0, 8)}`;
  const records = createRecords(createRecordFiles(recordFolder), systemClock, window);
  const history = createHistory(createRecordFiles(historyFolder));
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
    onSaved: (saved) => {
      const context = { folder, now: Date.now(), money, resolve: (path: string) => resolve(folder, path) };
      return history.add(savedAsEntries(saved, context));
    },
    advice: serverAdvice,
    log,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
  await server.ended;
  await records.close();
}

function argumentsOf() {
  const paths = { folder: text, records: text, history: text, rescue: text } as const;
  const { values } = parseArgs({ options: { ...paths, version: text, "max-cost": text } });
  const { folder, records, history, rescue, version, "max-cost": maxCost } = values;
  if (!folder || !records || !history || !rescue || !version || !maxCost)
    throw new Error("the editor starts this server, and says where it works");
  return { folder, records, history, rescue, version, "max-cost": maxCost };
}

void serve();
