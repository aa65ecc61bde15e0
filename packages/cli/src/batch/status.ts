import { type BatchStatus, batchStatus } from "@seedkit/batch";
import type { Define } from "../commands/table.ts";
import { columns, counted } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import { projectFolder } from "./project.ts";

const examples = `
Examples:
  $ seedkit batch status
  $ seedkit batch status website --json | jq .perhapsSpent.formatted

Reads seedkit.lock and the ledger, and touches nothing. Also while a run is working.
`;

/** \`seedkit batch status\`: how a project stands, by its lock and its ledger. */
export const status: Define = (command, host) => {
  command
    .argument("[project]", "the folder, or its manifest [default the current folder]")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (named: string | undefined, { json = false }: { json?: boolean }) => {
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
