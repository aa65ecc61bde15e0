import { CommandError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";
import { columns, counted } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import { loadProject } from "./load.ts";
import { addChoiceFlags, type ChoiceFlags, choiceFrom, manifestArgument } from "./options.ts";
import { countStates, entryDocument } from "./plan-document.ts";

const examples = `
Examples:
  $ seedkit batch check
  $ seedkit batch check --json | jq -r '.entries[].id'

For CI: no network, no key. Exit codes: 0 every file is what manifest and lock say, 1 some are not,
2 a problem in the manifest.
`;

/** \`seedkit batch check\`: whether every file matches manifest and lock. */
export const check: Define = (command, host) => {
  command.argument("[manifest]", `${manifestArgument} [default seedkit.yaml]`);
  addChoiceFlags(command);
  command.option("--json", "print one JSON document").addHelpText("after", examples);
  command.action(async (named: string | undefined, flags: ChoiceFlags & { json?: boolean }) => {
    const { json = false } = flags;
    const loaded = await loadProject(host, named, { ...choiceFrom(flags), json, checking: true });
    const { entries, orphans } = loaded.plan;
    const wrong = entries.filter(({ state }) => state !== "unchanged");
    const ok = wrong.length + orphans.length === 0;
    if (json) {
      const document = {
        version: 1,
        status: ok ? "ok" : "different",
        manifest: loaded.project.manifest,
        entries: wrong.map(entryDocument),
        orphans,
        problems: loaded.plan.problems,
        counts: countStates(entries),
      };
      host.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    } else if (ok) {
      host.stdout.write(`${loaded.project.file}: ${counted(entries.length, "image")}, all as described\n`);
    } else {
      const paint = painter(host, host.stdout);
      const rows = [
        ...wrong.map(({ entry, state, changes, files }) => [
          state,
          entry.id,
          [...changes, ...files].join(", "),
        ]),
        ...orphans.map(({ id, files }) => ["orphan", id, files.join(", ")]),
      ];
      host.stdout.write(columns(rows.map(([state = "", ...rest]) => [paint("yellow", state), ...rest])));
    }
    if (ok) return;
    throw new CommandError(
      "different",
      `${counted(wrong.length + orphans.length, "image")} not as described`,
      {
        hint: hint(wrong.length, orphans.length),
      },
    );
  });
};

function hint(wrong: number, orphans: number): string {
  const lines = [];
  if (wrong > 0) lines.push("What a run would make: seedkit batch plan");
  if (orphans > 0) lines.push("Remove what the manifest does not name any more: seedkit batch prune");
  return lines.join("\n");
}
