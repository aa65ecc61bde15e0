import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { usageError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";
import { defaultModel } from "../flags.ts";
import { shown } from "../output/check-target.ts";
import { starter } from "./starter.ts";

const examples = `
Examples:
  $ seedkit batch init
  $ seedkit batch init website/seedkit.yaml

Nothing is overwritten.
`;

/** \`seedkit batch init\`: a manifest that can be planned at once. */
export const init: Define = (command, host) => {
  command
    .argument("[file]", "where to write it [default seedkit.yaml]")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (named: string | undefined, { json = false }: { json?: boolean }) => {
    const file = resolve(host.cwd, named ?? "seedkit.yaml");
    if (!/\.ya?ml$/i.test(file)) throw usageError(`${named}: a manifest to start from is a .yaml file`);
    try {
      await writeFile(file, starter(defaultModel()), { flag: "wx" });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "EEXIST")
        throw usageError(`${shown(host, file)} is there already`, "It was left as it is.");
      throw usageError(
        `${shown(host, file)}: ${code === "ENOENT" ? "there is no such folder" : message}`,
        "Nothing was written.",
      );
    }
    if (json) {
      host.stdout.write(`${JSON.stringify({ version: 1, file }, undefined, 2)}\n`);
      return;
    }
    host.stdout.write(`${shown(host, file)}\n`);
    const where = named === undefined ? "" : ` ${shown(host, file)}`;
    host.stderr.write(`Edit it, then see what it costs: seedkit batch plan${where}\n`);
  });
};
