import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Suite } from "../section.ts";
import { median, rotate } from "../statistics.ts";

const bare = fileURLToPath(new URL("../mcp/bare-server.mjs", import.meta.url));
const seedkit = fileURLToPath(new URL("../../../cli/bin/seedkit.js", import.meta.url));

const clientInfo = { name: "bench", version: "1.0.0" };
const hello = [
  {
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo },
  },
  { method: "notifications/initialized" },
  { id: 2, method: "tools/list", params: {} },
];

/** How long a client of the MCP server waits for the list of tools, from the start of its process. */
export const mcpStart: Suite = {
  id: "mcp-start",
  async run({ quick }) {
    const starters = [
      { title: "a server of the SDK with one empty tool", words: [bare] },
      { title: "seedkit mcp: five tools, their schemas made from the models", words: [seedkit, "mcp"] },
    ];
    const rounds = quick ? 5 : 21;
    const times = new Map<string, number[]>(starters.map(({ title }) => [title, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { title, words } of rotate(starters, round)) times.get(title)?.push(await listed(words));
    }
    return {
      title: "Start of the MCP server",
      method: `From the start of the process to the answer to \`tools/list\`, ${rounds} rounds that take turns, median and slowest; files in the system's cache.`,
      tables: [
        {
          columns: ["", "median, ms", "slowest, ms"],
          rows: starters.map(({ title }) => {
            const list = times.get(title) ?? [];
            return [title, median(list).toFixed(0), Math.max(...list).toFixed(0)];
          }),
        },
      ],
      measures: [],
    };
  },
};

async function listed(words: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  for (const message of hello) child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  for await (const line of createInterface(child.stdout)) if (JSON.parse(line).id === 2) break;
  const ms = performance.now() - start;
  child.stdin.end();
  await ended;
  return ms;
}
