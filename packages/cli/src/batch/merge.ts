import { mergeProjects } from "@seedkit/batch";
import { CommandError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";
import { counted } from "../output/format.ts";
import { loadProject } from "./load.ts";
import { inFolder, projectFolder } from "./project.ts";

const examples = `
Examples:
  $ seedkit batch run --shard 1/2 --max-cost 5      on one machine
  $ seedkit batch run --shard 2/2 --max-cost 5      on another
  $ seedkit batch merge ../one ../two               here: their locks, ledgers and files

However often and in whatever order: the result is the same. Nothing is sent.
Exit codes: 0 done, 1 a file that a lock names is in none of them, 2 they do not fit together.
`;

/** \`seedkit batch merge\`: brings together what parts of a batch made elsewhere. */
export const merge: Define = (command, host) => {
  command
    .argument("<parts...>", "folders of the parts, or their seedkit.lock")
    .option(
      "--manifest <file>",
      "the manifest of the whole, in the folder to merge into [default seedkit.yaml]",
    )
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (parts: string[], flags: { manifest?: string; json?: boolean }) => {
    const { json = false } = flags;
    const folders = await Promise.all(parts.map((part) => projectFolder(host, part)));
    const { project } = await loadProject(host, flags.manifest, { json, checking: true });
    const merged = await mergeProjects({ ...inFolder(project), parts: folders });
    const { images, copied, missing } = merged;
    if (json) host.stdout.write(`${JSON.stringify(merged, undefined, 2)}\n`);
    else {
      for (const path of missing) host.stdout.write(`missing  ${path}\n`);
      host.stdout.write(`${counted(images, "image")}, ${counted(copied.length, "file")} copied\n`);
    }
    if (missing.length === 0) return;
    throw new CommandError("missing_files", `${counted(missing.length, "file")} in none of the parts`, {
      hint: "What a run would make: seedkit batch plan",
    });
  });
};
