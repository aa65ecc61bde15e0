import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Argument } from "commander";
import { usageError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";

/** What lies in a project, by the schemas that the engine publishes. */
const files = ["manifest", "lock", "ledger", "results"];
/** What commands print with `--json`, by the definitions of the schema that this program publishes. */
const documents = ["plan", "check", "run", "status", "merge", "prune", "init", "inspect", "invalid"];
const kinds = [...files, ...documents];
const examples = `
Of files:      manifest, lock, ledger (a line of it), results (a line of results.jsonl)
Of documents:  plan, check, run, status, merge, prune, init and inspect print them with --json;
               invalid is what any of them prints of a manifest with errors

Examples:
  $ seedkit batch schema > seedkit.schema.json     for completion in your editor: see seedkit batch init
  $ seedkit batch schema results
  $ seedkit batch schema plan > plan.schema.json
`;

/** \`seedkit batch schema\`: the published JSON Schema of what batch reads and writes. */
export const schema: Define = (command, host) => {
  const kind = new Argument("[kind]", `of what: ${kinds.join(", ")} [default manifest]`);
  kind.argChoices = kinds;
  command
    .addArgument(kind)
    .option("--json", "what it prints is JSON in any case")
    .addHelpText("after", examples);
  command.action(async (named = "manifest") => {
    if (!kinds.includes(named)) throw usageError(`"${named}" has no schema; known: ${kinds.join(", ")}`);
    host.stdout.write(
      documents.includes(named)
        ? await documentSchema(named)
        : await published(`@seedkit/batch/schemas/${named}`),
    );
  });
};

function published(name: string): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve(`${name}.schema.json`), "utf8");
}

/** One document's schema, with the definitions it may need. */
async function documentSchema(name: string): Promise<string> {
  const { $schema, $defs } = JSON.parse(await published("seedkit/schema/batch")) as Record<string, unknown>;
  return `${JSON.stringify({ $schema, $ref: `#/$defs/${name}`, $defs }, undefined, 2)}\n`;
}
