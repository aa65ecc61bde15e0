import { fields, getModel, listModels, type Model, money, toJsonSchema } from "@seedkit/core";
import { allowed, defaultModel, flagWords } from "../flags.ts";
import type { Host } from "../host.ts";
import { columns, formatDuration } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit models
  $ seedkit models ${"$(seedkit models | head -1)"}
  $ seedkit models --json
`;

/** \`seedkit models\`: what can be asked for, what it costs and how long it takes. */
export const models: Define = (command, host) => {
  command
    .argument("[id]", "describe this one, with its fields")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action((id: string | undefined, options: { json?: boolean }) => {
    const chosen = id === undefined ? listModels() : [getModel(id)];
    if (options.json) {
      const document = { version: 1, models: chosen.map((model) => describe(model, id !== undefined)) };
      host.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    } else if (id === undefined) {
      printList(host, chosen);
    } else {
      for (const model of chosen) printModel(host, model);
    }
  });
};

function describe(model: Model, whole: boolean) {
  const { id, title, summary, page, typicalMs, limits } = model;
  const short = { id, title, summary, page, price: money(model.price), typicalMs };
  return whole ? { ...short, limits, fields: fields(model), schema: toJsonSchema(model) } : short;
}

function printList(host: Host, list: readonly Model[]): void {
  if (!host.stdout.isTTY) {
    for (const { id } of list) host.stdout.write(`${id}\n`);
    return;
  }
  const paint = painter(host, host.stdout);
  const rows = list.map(({ id, price, typicalMs, summary }) => [
    paint("cyan", id),
    `${money(price).formatted} an image`,
    `~${formatDuration(typicalMs)}`,
    `${summary}${id === defaultModel() ? " (default)" : ""}`,
  ]);
  host.stdout.write(columns(rows, host.stdout.columns));
}

function printModel(host: Host, model: Model): void {
  const paint = painter(host, host.stdout);
  const rows = fields(model).map((field) => [
    paint("cyan", field.flag === "prompt" ? "<prompt...>" : `--${field.flag}`),
    `${flagWords(field.help)}${allowed(field) && ` [${allowed(field)}]`}`,
  ]);
  const width = host.stdout.isTTY ? host.stdout.columns : undefined;
  host.stdout.write(`${paint("bold", model.title)}  ${model.summary}\n`);
  host.stdout.write(
    `${money(model.price).formatted} an image, usually ${formatDuration(model.typicalMs)}. ${model.page}\n\n`,
  );
  host.stdout.write(columns(rows, width));
  host.stdout.write(`\n${paint("bold", "Examples")}\n`);
  for (const { title, input } of model.examples)
    host.stdout.write(`  # ${title}\n  $ ${commandLine(model, input)}\n`);
}

function commandLine(model: Model, input: Readonly<Record<string, unknown>>): string {
  const { prompt, ...rest } = input;
  const flags = Object.entries(rest).map(
    ([name, value]) => `--${name.replaceAll("_", "-")} ${String(value)}`,
  );
  const chosen = model.id === defaultModel() ? [] : [`--model ${model.id}`];
  return ["seedkit generate", JSON.stringify(prompt), ...chosen, ...flags].join(" ");
}
