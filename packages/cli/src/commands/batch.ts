import { batchTable } from "../batch/table.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit batch init                      a commented seedkit.yaml
  $ seedkit batch plan                      what is new or changed, and its price; sends nothing
  $ seedkit batch run --max-cost 2          makes that and nothing else
  $ seedkit batch check                     for CI: do the files match what is described?

A manifest describes the pictures of a project; seedkit.lock says what each file was made from. Commit
both, and the pictures. Only what changed is made again, and a crash costs nothing twice.
\`seedkit batch <command> --help\` explains one command.
`;

/** \`seedkit batch\`: names its commands, and loads the code of the one that was asked for. */
export const batch: Define = async (command, host, argv) => {
  command.usage("<command> [options]").addHelpText("after", examples);
  for (const { name, summary, load } of batchTable) {
    const child = command
      .command(name)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .helpOption("-h, --help", "show this help")
      .showSuggestionAfterError()
      .allowExcessArguments(false);
    if (argv.includes(name)) await (await load())(child, host, argv);
  }
};
