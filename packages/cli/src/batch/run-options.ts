import type { Transport } from "@seedkit/core";
import { type Command, Option } from "commander";
import { usageError } from "../command-error.ts";
import { addQueueFlags, type QueueFlags } from "../queue/options.ts";
import {
  addChoiceFlags,
  type Choice,
  type ChoiceFlags,
  choiceFrom,
  dollarsFrom,
  manifestArgument,
  wholeFrom,
} from "./options.ts";

/** What `batch run` was asked for, as typed. */
export type RunFlags = ChoiceFlags &
  QueueFlags & {
    readonly maxCost?: string;
    readonly yes?: boolean;
    readonly concurrency: string;
    readonly rate?: string;
    readonly transport: string;
    readonly timeout?: string;
    readonly retryAmbiguous?: boolean;
    readonly failFast?: boolean;
    readonly overwriteEdited?: boolean;
    readonly metadata: boolean;
    readonly report?: string;
    readonly storage?: string;
    readonly baseUrl?: string;
    readonly emulator?: boolean;
    readonly json?: boolean;
  };

export type RunRequest = {
  readonly choice: Choice;
  /** Micro-dollars. */
  readonly maxCost: number | undefined;
  readonly concurrency: number;
  /** Requests in any 60 seconds. */
  readonly rate: number | undefined;
  readonly transport: Transport;
};

export function addRunFlags(command: Command): void {
  command.argument("[manifest]", `${manifestArgument} [default seedkit.yaml]`).optionsGroup("What to make:");
  addChoiceFlags(command);
  const transport = new Option(
    "--transport <way>",
    "queued can be recovered after a crash [sync, queued; default queued]",
  ).default("queued");
  transport.argChoices = ["sync", "queued"];
  command
    .option("--retry-ambiguous", "send again what may have been paid for already")
    .option("--overwrite-edited", "write over files that were edited by hand")
    .optionsGroup("The money:")
    .option("--max-cost <dollars>", "the most it may cost; required where nobody can be asked")
    .option("-y, --yes", "do not ask, whatever the plan costs")
    .optionsGroup("How:")
    .option("--concurrency <n>", "calls at once [default 4]", "4")
    .option("--rate <n>", "requests a minute [default no limit]")
    .addOption(transport)
    .option("--timeout <seconds>", "the most one call may take, retries included [default 300]")
    .option("--fail-fast", "start nothing more after the first failure")
    .option("--base-url <url>", "another address of the API [default SEGMIND_BASE_URL]")
    .option("--emulator", "draw test images with the embedded emulator: no key, no bill")
    .optionsGroup("On many machines:");
  addQueueFlags(command);
  command
    .option("--storage <s3://bucket/prefix>", "with --queue: where workers put files that share no folder")
    .optionsGroup("What comes out:")
    .option("--no-metadata", "do not write prompt, model and made by AI into the files")
    .option("--report <dir>", "where the report goes [default .seedkit/report beside the manifest]")
    .option("--json", "print one JSON document");
}

/** Reads the flags of a run. @throws SeedkitError `invalid_input` */
export function runRequest(flags: RunFlags): RunRequest {
  const { maxCost, rate, transport } = flags;
  if (transport !== "sync" && transport !== "queued")
    throw usageError(`--transport: "${transport}" is not allowed; allowed: sync, queued`);
  return {
    choice: choiceFrom(flags),
    maxCost: maxCost === undefined ? undefined : dollarsFrom("--max-cost", maxCost),
    concurrency: wholeFrom("--concurrency", flags.concurrency, 1000),
    rate: rate === undefined ? undefined : wholeFrom("--rate", rate, 1_000_000),
    transport,
  };
}
