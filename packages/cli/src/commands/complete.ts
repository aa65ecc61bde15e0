import { listModels } from "@seedkit/core";
import type { Command, Option } from "commander";
import type { Host } from "../host.ts";
import { openPending } from "../pending.ts";
import { createProgram, loadCommand } from "../program.ts";
import type { Define } from "./table.ts";

// What the shell's script understands: complete file names as well, or do not.
const files = 0;
const noFiles = 4;
const takesFiles = new Set(["files", "file", "manifest", "parts", "project"]);
const takesFile = /<(url\|path|file|files|place|dir)/;

type Answer = {
  readonly values: readonly (readonly [value: string, about: string])[];
  readonly directive: number;
};

/** \`seedkit complete -- <words>\`: what may stand where the last word is. The shell's script calls it. */
export const complete: Define = (command, host) => {
  command.argument("[words...]").allowUnknownOption();
  command.action(async (words: string[]) => {
    const { values, directive } = await answer(host, words);
    const last = words.at(-1) ?? "";
    // After `--size=` the scripts want the values alone.
    const current = last.startsWith("--") ? last.slice(last.indexOf("=") + 1) : last;
    for (const [value, about] of values) {
      if (value.startsWith(current)) host.stdout.write(`${value}\t${about}\n`);
    }
    host.stdout.write(`:${directive}\n`);
  });
};

async function answer(host: Host, words: readonly string[]): Promise<Answer> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? "";
  const program = createProgram(host);
  const visible = program.createHelp().visibleCommands(program);
  const [name] = before;
  if (name === undefined || name === "help") {
    return { values: visible.map((command) => [command.name(), command.summary()]), directive: noFiles };
  }
  await loadCommand(program, name, host, words);
  const found = program.commands.find((candidate) => candidate.name() === name);
  if (!found) return { values: [], directive: noFiles };
  const nested = found.commands.find((candidate) => candidate.name() === before[1]);
  if (!nested && found.commands.length > 0) {
    const values = found.commands.map((child) => [child.name(), child.summary()] as const);
    return { values, directive: noFiles };
  }
  const command = nested ?? found;
  const { options } = command;
  const assigned = /^(--[^=]+)=/.exec(current)?.[1];
  const typed = assigned ?? before.at(-1);
  const open = options.find(({ short, long, required }) => required && (typed === short || typed === long));
  if (open) return optionValues(open);
  if (current.startsWith("-")) return { values: flags(options), directive: noFiles };
  return positional(host, command);
}

function optionValues(option: Option): Answer {
  const values = (option.argChoices ?? []).map((choice) => [choice, ""] as const);
  return { values, directive: takesFile.test(option.flags) ? files : noFiles };
}

function flags(options: readonly Option[]): Answer["values"] {
  return options.flatMap((option) =>
    option.long && !option.hidden ? [[option.long, option.description] as const] : [],
  );
}

async function positional(host: Host, command: Command): Promise<Answer> {
  if (command.name() === "models")
    return { values: listModels().map(({ id, summary }) => [id, summary]), directive: noFiles };
  if (command.name() === "recover") {
    const notes = await (await openPending(host)).list();
    return { values: notes.map(({ ticket }) => [ticket.requestId, ticket.model]), directive: noFiles };
  }
  const [argument] = command.registeredArguments;
  const values = (argument?.argChoices ?? []).map((choice) => [choice, ""] as const);
  return { values, directive: takesFiles.has(argument?.name() ?? "") ? files : noFiles };
}
