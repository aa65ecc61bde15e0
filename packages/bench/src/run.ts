import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { heading } from "./machine.ts";
import { startServer } from "./processes.ts";
import { report } from "./report.ts";
import type { Section, Suite } from "./section.ts";
import { actionStart } from "./suites/action-start.ts";
import { batch } from "./suites/batch.ts";
import { bundle } from "./suites/bundle.ts";
import { faults } from "./suites/faults.ts";
import { figma } from "./suites/figma.ts";
import { importTime } from "./suites/import-time.ts";
import { mcpStart } from "./suites/mcp-start.ts";
import { memory } from "./suites/memory.ts";
import { queue } from "./suites/queue.ts";
import { queueSimulation } from "./suites/queue-simulation.ts";
import { throughput } from "./suites/throughput.ts";
import { vscode } from "./suites/vscode.ts";

// One process works at a time, but for the faults, which mostly wait.
const suites: readonly Suite[] = [
  throughput,
  memory,
  bundle,
  importTime,
  faults,
  batch,
  actionStart,
  mcpStart,
  figma,
  vscode,
];
// Only where they are named: they need a redis-server, and one of them most of an hour.
const named: readonly Suite[] = [queue, queueSimulation];
const known = [...suites, ...named].map(({ id }) => id);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false } },
});
const unknown = positionals.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  process.exit(2);
}

const server = await startServer();
const sections: Section[] = [];
for (const suite of [...suites, ...named]) {
  if (positionals.length === 0 && named.includes(suite)) continue;
  if (positionals.length > 0 && !positionals.includes(suite.id)) continue;
  console.error(`${suite.id}...`);
  sections.push(await suite.run({ server, quick: values.quick }));
}
server.close();

const text = report(heading(), sections);
console.log(text);
// Part of a run, or a short one, is not what the file promises. What is only run by its name has a file of its own.
const [alone] = named.filter(({ id }) => positionals.length === 1 && positionals[0] === id);
const file = alone ? `RESULTS-${alone.id}.md` : "RESULTS.md";
if (alone || (positionals.length === 0 && !values.quick)) {
  writeFileSync(new URL(`../${file}`, import.meta.url), text);
  console.error(`Written to packages/bench/${file}`);
}
