import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Argument } from "commander";
import { usageError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";

const kinds = ["manifest", "lock", "ledger", "results"];
const examples = `
Examples:
  $ seedkit batch schema > seedkit.schema.json     for completion in your editor: see seedkit batch init
  $ seedkit batch schema results                   of a line of results.jsonl
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
    const file = createRequire(import.meta.url).resolve(`@seedkit/batch/schemas/${named}.schema.json`);
    host.stdout.write(await readFile(file, "utf8"));
  });
};
