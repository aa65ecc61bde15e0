import { type BatchStatus, batchStatus } from "@seedkit/batch";
import { usageError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";
import { columns, counted } from "../output/format.ts";
import { addQueueFlags, type QueueFlags, queueFrom } from "../queue/options.ts";
import { painter } from "../terminal/colour.ts";
import { projectFolder } from "./project.ts";

const examples = `
Examples:
  $ seedkit batch status
  $ seedkit batch status website --json | jq .perhapsSpent.formatted
  $ seedkit batch status --queue redis://10.0.0.5:6379 --watch

Reads seedkit.lock and the ledger, and touches nothing. Also while a run is working.
`;

type StatusFlags = QueueFlags & { readonly json?: boolean; readonly watch?: boolean };

/** \`seedkit batch status\`: how a project stands, by its lock and its ledger. */
export const status: Define = (command, host) => {
  command
    .argument("[project]", "the folder, or its manifest [default the current folder]")
    .option("--json", "print one JSON document");
  addQueueFlags(command);
  command
    .option("--watch", "with --queue: once a second, until the run is over")
    .addHelpText("after", examples);
  command.action(async (named: string | undefined, flags: StatusFlags) => {
    const { json = false, watch = false } = flags;
    const queue = queueFrom(host, flags);
    if (queue) {
      const { showQueueStatus } = await import("../queue/show-status.ts");
      return showQueueStatus(host, queue, { json, watch });
    }
    if (watch) throw usageError("--watch means something with --queue only");
    const stands = await batchStatus(await projectFolder(host, named));
    if (json) {
      host.stdout.write(`${JSON.stringify(stands, undefined, 2)}\n`);
      return;
    }
    const paint = painter(host, host.stdout);
    const { images, files, worth, spent, perhapsSpent, running, unfinished } = stands;
    const perhaps = perhapsSpent.micros > 0 ? `, perhaps ${perhapsSpent.formatted} more` : "";
    const rows = [
      ["Made", `${counted(images, "image")} in ${counted(files, "file")}, for ${worth.formatted}`],
      [unfinished ? "This run" : "Last run", `${spent.formatted} spent${perhaps}`],
      ...open(stands).map((text, at) => [at === 0 ? "Open" : "", text]),
    ].map(([label = "", value = ""]) => [paint("bold", label), value]);
    host.stdout.write(columns(rows));
    if (running) host.stdout.write(`A run is working: process ${running.pid} on ${running.host}.\n`);
    else if (unfinished) host.stdout.write("A run did not get to its end. Go on: seedkit batch run\n");
  });
};

/** What is not done, and what to do about it. */
function open({ calls: { submitted, started, ambiguous, failed, rescued } }: BatchStatus): string[] {
  const parts: readonly (readonly [count: number, what: string])[] = [
    [submitted, "submitted: the next run fetches them, at no cost, within the hour"],
    [started + ambiguous, "perhaps paid for: sent again only with --retry-ambiguous"],
    [rescued, "paid for and not in their place: the next run puts them there"],
    [failed, "failed, though they were charged: sent again only with --retry-ambiguous"],
  ];
  return parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}
