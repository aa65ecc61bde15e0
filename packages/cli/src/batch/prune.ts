import { findPrunable, prune as pruneProject } from "@seedkit/batch";
import { emptyLock } from "@seedkit/batch/manifest";
import { usageError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";
import { columns, counted } from "../output/format.ts";
import { ask, canAsk } from "./budget.ts";
import { loadProject } from "./load.ts";
import { manifestArgument } from "./options.ts";

const examples = `
Examples:
  $ seedkit batch prune
  $ seedkit batch prune --yes --json

Removes files that were made for entries the manifest does not name any more, and originals that nothing
needs. A file that was edited by hand is kept. It asks first.
`;

/** \`seedkit batch prune\`: removes orphans, after asking. */
export const prune: Define = (command, host) => {
  command
    .argument("[manifest]", `${manifestArgument} [default seedkit.yaml]`)
    .option("-y, --yes", "do not ask")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (named: string | undefined, flags: { yes?: boolean; json?: boolean }) => {
    const { yes = false, json = false } = flags;
    const { project, plan, lock = emptyLock() } = await loadProject(host, named, { json, checking: true });
    const found = await findPrunable(project.folder, plan, lock);
    const count = found.files.length + found.originals.length;
    const nothing = count + found.ids.length === 0;
    if (!json) {
      const rows = [
        ...found.files.map((file) => ["remove", file]),
        ...found.kept.map(({ path, why }) => ["keep", `${path}: ${why}`]),
        ...(found.originals.length > 0
          ? [["remove", `${counted(found.originals.length, "original")} in .seedkit/originals`]]
          : []),
      ];
      host.stdout.write(columns(rows));
      if (nothing) host.stdout.write("There is nothing to remove.\n");
    }
    if (!nothing && !yes) {
      if (!canAsk(host))
        throw usageError("Nothing was removed: nobody can be asked here", "To remove it: --yes");
      await ask(host, `Remove ${counted(count, "file")}?`);
    }
    const removed = nothing ? found : await pruneProject(project.folder, plan);
    if (json) {
      const { ids, files, kept, originals } = removed;
      const document = { version: 1, status: "pruned", ids, removed: files, kept, originals };
      host.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    } else if (!nothing) {
      host.stderr.write(`Removed ${counted(removed.files.length + removed.originals.length, "file")}.\n`);
    }
  });
};
