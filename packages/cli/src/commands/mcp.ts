import { type McpOptions, runMcp } from "../mcp/run.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit mcp --emulator                               try it: no key, no bill
  $ seedkit mcp --folder ~/project/images --max-cost 0.50

Clients start it themselves; tell them so in their configuration:
  {"mcpServers":{"seedkit":{"command":"npx","args":["-y","seedkit","mcp","--folder","images"]}}}

It reads and writes inside the folder only, overwrites nothing, and stops at the cap. A request that was
submitted when it died is fetched by: seedkit recover
`;

/** `seedkit mcp`: the tools for agents, over standard input and output. */
export const mcp: Define = (command, host) => {
  command
    .option("--folder <path>", "the folder it may read from and write to [default the current one]")
    .option("--max-cost <dollars>", "the most all its calls may cost together [default 1.00]", "1.00")
    .option("--concurrency <n>", "images made at once; more wait [default 2]", "2")
    .option("--base-url <url>", "another address of the API [default SEGMIND_BASE_URL]")
    .option("--timeout <seconds>", "the most one call may take, retries included [default 300]")
    .option("--emulator", "draw test images with the embedded emulator: no key, no bill")
    .addHelpText("after", examples);
  command.action((options: McpOptions) => runMcp(host, options));
};
