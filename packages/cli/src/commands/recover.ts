import { usageError } from "../command-error.ts";
import { printPending } from "../generate/list-pending.ts";
import { type RecoverOptions, runRecover } from "../generate/recover.ts";
import { openPending } from "../pending.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit recover --list
  $ seedkit recover 5f3a9c1e
  $ seedkit recover 5f3a9c1e -o poster.jpg

A request made with --transport queued is noted on this machine until its images are saved. The
service keeps a result for one hour. Recovering never pays again.
`;

/** \`seedkit recover\`: finishes a submitted request, also one of a process that died. */
export const recover: Define = (command, host) => {
  command
    .argument("[request-id]", "the request, as generate named it")
    .option("--list", "list the requests whose images are not saved yet")
    .option("-o, --output <place>", "a file, a folder or a template [default where generate wanted them]")
    .option("--overwrite", "replace files that exist")
    .option("--timeout <seconds>", "the longest to wait [default 300]")
    .option("--preview", "show the images in the terminal")
    .option("--no-preview", "do not")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (requestId: string | undefined, options: RecoverOptions & { list?: boolean }) => {
    if (options.list) {
      const pending = await openPending(host);
      printPending(host, await pending.list(), options.json ?? false);
      return;
    }
    if (requestId === undefined) throw usageError("Which request?", "`seedkit recover --list` shows them.");
    await runRecover(host, requestId, options);
  });
};
