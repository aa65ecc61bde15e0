import type { Command } from "commander";
import { usageError } from "../command-error.ts";

/** Which part of a manifest is meant. */
export type Choice = {
  readonly only?: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
};

/** The flags that choose, as typed. */
export type ChoiceFlags = { readonly only?: readonly string[]; readonly shard?: string };

export const manifestArgument = "the manifest, a folder that has one, or - for standard input";

export function addChoiceFlags(command: Command): void {
  command
    .option(
      "--only <tag|id|glob>",
      "only these; a tag, an id, or a glob of ids such as 'icons/*'. Repeat for more.",
      (value: string, before: string[] = []) => [...before, value],
    )
    .option("--shard <i/n>", "part i of n, by key: all parts together are the whole");
}

export function choiceFrom({ only, shard }: ChoiceFlags): Choice {
  return { ...(only ? { only } : {}), ...(shard === undefined ? {} : { shard: shardFrom(shard) }) };
}

function shardFrom(text: string): { index: number; count: number } {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text.trim()) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count && count <= 10_000)
    return { index, count };
  throw usageError(`--shard: "${text}" is not a part of a whole`, "For example --shard 2/4.");
}

/** A whole number typed at a flag. @throws SeedkitError `invalid_input` */
export function wholeFrom(flag: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text.trim()) && value >= 1 && value <= max) return value;
  throw usageError(`${flag}: "${text}" is not a whole number from 1 to ${max}`);
}

/** Micro-dollars of an amount in dollars. @throws SeedkitError `invalid_input` */
export function dollarsFrom(flag: string, text: string): number {
  const match = /^\$?(\d+(?:\.\d+)?|\.\d+)$/.exec(text.trim());
  if (match) return Math.round(Number(match[1]) * 1_000_000);
  throw usageError(`${flag}: "${text}" is not an amount in dollars`, `For example ${flag} 0.20.`);
}
