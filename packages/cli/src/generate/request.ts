import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { isSeedkitError, type LooseInput, type Transport, validate } from "@seedkit/core";
import { usageError, withDetails } from "../command-error.ts";
import { inputFrom } from "../flags.ts";
import type { Host } from "../host.ts";

/** What `generate` and `plan` were asked for, beside the model's own flags. */
export type GenerateOptions = {
  readonly model: string;
  readonly promptFile?: string;
  readonly output?: string;
  readonly count: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly maxCost?: string;
  readonly transport: string;
  readonly timeout?: string;
  readonly baseUrl?: string;
  readonly emulator?: boolean;
  readonly overwrite?: boolean;
  readonly preview?: boolean;
};

export type GenerateRequest = {
  readonly model: string;
  readonly input: LooseInput;
  readonly prompt: string;
  readonly count: number;
  readonly transport: Transport;
  /** Micro-dollars for all calls together. */
  readonly maxCost: number | undefined;
};

/** Reads the command line into a request. Files are read, nothing is sent. @throws SeedkitError `invalid_input` */
export async function readRequest(
  host: Host,
  words: readonly string[],
  options: GenerateOptions,
): Promise<GenerateRequest> {
  const fields = inputFrom(options);
  const count = countFrom(options.count);
  const maxCost = dollarsFrom(options.maxCost);
  const transport = transportFrom(options.transport);
  const prompt = await promptFrom(host, words, options.promptFile);
  const input = { prompt, ...fields, ...(await referencesFrom(host, options.model, { prompt, ...fields })) };
  return { model: options.model, input, prompt, count, transport, maxCost };
}

/** The files among the references, read. @throws SeedkitError `invalid_input` with all that is wrong with the input */
async function referencesFrom(host: Host, model: string, input: LooseInput): Promise<LooseInput> {
  const { image_input: references, ...others } = input;
  if (!Array.isArray(references)) return {};
  const { loadReferences } = await import("@seedkit/core/node");
  try {
    return { image_input: await loadReferences(references as string[], { cwd: host.cwd }) };
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    const rest = validate(model, others);
    const issues = [...(rest.ok ? [] : (rest.error.issues ?? [])), ...(error.issues ?? [])];
    throw withDetails(error, { issues }, rest.ok ? error.message : `${rest.error.message}; ${error.message}`);
  }
}

async function promptFrom(host: Host, words: readonly string[], file: string | undefined): Promise<string> {
  if (file === undefined) {
    if (words.length > 0) return words.join(" ");
    throw usageError("The prompt is missing", 'For example: seedkit generate "a lighthouse in fog"');
  }
  if (words.length > 0) {
    throw usageError("The prompt is given twice, as words and as --prompt-file", "Give one of them.");
  }
  if (file === "-") return (await readAll(host.stdin)).trim();
  const path = resolve(host.cwd, file);
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw usageError(`--prompt-file: ${file}: ${code === "ENOENT" ? "there is no such file" : message}`);
  }
}

function countFrom(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text.trim()) && count >= 1 && count <= 1000) return count;
  throw usageError(`--count: "${text}" is not a whole number from 1 to 1000`);
}

/** `--max-cost` in micro-dollars. @throws SeedkitError `invalid_input` */
export function dollarsFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^\$?(\d+(?:\.\d+)?|\.\d+)$/.exec(text.trim());
  if (match) return Math.round(Number(match[1]) * 1_000_000);
  throw usageError(`--max-cost: "${text}" is not an amount in dollars`, "For example --max-cost 0.20.");
}

function transportFrom(text: string): Transport {
  if (text === "sync" || text === "queued") return text;
  throw usageError(`--transport: "${text}" is not allowed; allowed: sync, queued`);
}
