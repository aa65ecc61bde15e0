import { listModels } from "@seedkit/core";
import { type Command, Option } from "commander";
import { addFieldFlags, defaultModel, nameFlags } from "../flags.ts";
import type { GenerateOptions } from "../generate/request.ts";
import { runGenerate } from "../generate/run.ts";
import type { Host } from "../host.ts";
import { generateExamples, planExamples } from "./generate-examples.ts";
import type { Define } from "./table.ts";

/** `seedkit generate`: one flag a field of the models, made from their declarations. */
export const generate: Define = (command, host, argv) => {
  addOptions(command, argv);
  command.option("--dry-run", "show what would be sent, its size, price and time; send nothing");
  command.addHelpText("after", generateExamples);
  act(command, host, {});
};

/** `seedkit plan`: the same as `generate --dry-run`. */
export const plan: Define = (command, host, argv) => {
  addOptions(command, argv);
  command.addHelpText("after", planExamples);
  act(command, host, { dryRun: true });
};

function addOptions(command: Command, argv: readonly string[]): void {
  const ids = listModels().map(({ id }) => id);
  command
    .usage("<prompt...> [options]")
    .argument("[prompt...]", "what the image shows")
    .optionsGroup("The image:")
    .option("--prompt-file <file>", "read the prompt from a file, or from standard input with -")
    .addOption(chosen("--model <id>", "the model", ids, defaultModel()));
  addFieldFlags(command, askedModel(argv));
  command
    .optionsGroup("Where it goes:")
    .option("-o, --output <place>", "a file, a folder (ends with /) or a template; see below")
    .option("--overwrite", "replace files that exist")
    .option("--json", "print one JSON document")
    .option("--preview", "show images in the terminal [default where it is known to show them]")
    .option("--no-preview", "show none")
    .optionsGroup("The call:")
    .option("--count <n>", "make so many separate calls [default 1]", "1")
    .option("--max-cost <dollars>", "send nothing where all calls together may cost more")
    .addOption(
      chosen("--transport <way>", "queued can be recovered after a crash", ["sync", "queued"], "sync"),
    )
    .option("--timeout <seconds>", "the most one call may take, retries included [default 300]")
    .option("--base-url <url>", "another address of the API [default SEGMIND_BASE_URL]")
    .option("--emulator", "draw test images with the embedded emulator: no key, no bill");
}

function chosen(flags: string, help: string, values: string[], fallback: string): Option {
  const option = new Option(flags, `${help} [${values.join(", ")}; default ${fallback}]`).default(fallback);
  // For completion; the value itself is judged where it is used.
  option.argChoices = values;
  return option;
}

function act(command: Command, host: Host, fixed: Partial<GenerateOptions>): void {
  command.action(async (words: string[], options: GenerateOptions) => {
    try {
      await runGenerate(host, words, { ...options, ...fixed });
    } catch (error) {
      throw nameFlags(error);
    }
  });
}

/** The model that help describes: the one that was asked for, where it is known. */
function askedModel(argv: readonly string[]): string {
  const assigned = argv.find((word) => word.startsWith("--model="))?.slice("--model=".length);
  const at = argv.indexOf("--model");
  return assigned ?? (at === -1 ? undefined : argv[at + 1]) ?? defaultModel();
}
