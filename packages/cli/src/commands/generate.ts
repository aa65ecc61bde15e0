import { listModels } from "@seedkit/core";
import { type Command, Option } from "commander";
import { addFieldFlags, defaultModel, nameFlags } from "../flags.ts";
import type { GenerateOptions } from "../generate/request.ts";
import { runGenerate } from "../generate/run.ts";
import type { Host } from "../host.ts";
import type { Define } from "./table.ts";

const generateExamples = `
Examples:
  $ seedkit generate "a lighthouse in fog"
  $ seedkit generate "a lighthouse in fog" --emulator           no key, no bill
  $ seedkit generate "the same room at night" --image-input room.jpg -o night.jpg
  $ seedkit generate "a fern, botanical print" --count 4 -o "ferns/{id}-{index}" --max-cost 0.20
  $ seedkit generate --prompt-file prompt.txt --size 4K --aspect-ratio 16:9 --json

Where images go (-o):
  nothing        the current folder, named after the prompt, with a number where a name is taken
  fox.jpg        that file; refused where it exists, unless --overwrite
  foxes/         that folder, and nothing but images in it
  "{id}-{hash}"  a template of {id} (the prompt as a name), {index}, {model}, {hash} (of the image)
  The extension follows what the image really is.

Exit codes: 2 refused as asked, 3 no or wrong key, 4 no credits or over --max-cost, 5 rate limit,
6 the service failed, 7 the network failed, 8 took too long, 130 cancelled.
`;

const planExamples = `
Examples:
  $ seedkit plan "a lighthouse in fog" --size 4K
  $ seedkit plan "a fern" --count 4 --max-cost 0.20 --json
`;

/** \`seedkit generate\`: one flag a field of the models, made from their declarations. */
export const generate: Define = (command, host, argv) => {
  addInput(command, argv);
  command
    .option("-o, --output <place>", "a file, a folder (ends with /) or a template; see below")
    .option("--overwrite", "replace files that exist")
    .option("--dry-run", "show what would be sent, its size, price and time; send nothing")
    .option("--timeout <seconds>", "the most one call may take, retries included [default 300]")
    .option("--emulator", "draw test images with the embedded emulator: no key, no bill")
    .option("--preview", "show the images in the terminal [default where it is known to show them]")
    .option("--no-preview", "do not")
    .addHelpText("after", generateExamples);
  act(command, host, {});
};

/** \`seedkit plan\`: the same as \`generate --dry-run\`. */
export const plan: Define = (command, host, argv) => {
  addInput(command, argv);
  command.addHelpText("after", planExamples);
  act(command, host, { dryRun: true });
};

function addInput(command: Command, argv: readonly string[]): void {
  const model = askedModel(argv);
  const ids = listModels().map(({ id }) => id);
  command
    .usage("<prompt...> [options]")
    .argument("[prompt...]", "what the image shows")
    .option("--prompt-file <file>", "read the prompt from a file, or from standard input with -")
    .addOption(chosen("--model <id>", "the model", ids, defaultModel()));
  addFieldFlags(command, model);
  command
    .option("--count <n>", "make so many separate calls [default 1]", "1")
    .option("--max-cost <dollars>", "send nothing where all calls together may cost more")
    .addOption(
      chosen(
        "--transport <way>",
        "sync answers with the image; queued can be recovered",
        ["sync", "queued"],
        "sync",
      ),
    )
    .option("--base-url <url>", "another address of the API [default SEGMIND_BASE_URL]")
    .option("--json", "print one JSON document");
}

function chosen(flags: string, help: string, values: string[], fallback: string): Option {
  const option = new Option(flags, `${help} [${values.join(", ")}; default ${fallback}]`).default(fallback);
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
  const at = argv.indexOf("--model");
  return (
    argv.find((word) => word.startsWith("--model="))?.slice("--model=".length) ??
    (at === -1 ? undefined : argv[at + 1]) ??
    defaultModel()
  );
}
