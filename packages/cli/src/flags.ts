import { type Field, fields, isSeedkitError, type LooseInput, listModels } from "@seedkit/core";
import { type Command, Option } from "commander";
import { withDetails } from "./command-error.ts";

/** What a field may be, at each model that has it. */
type FlagFields = ReadonlyMap<string, readonly { readonly model: string; readonly field: Field }[]>;

/** The model that is used when none is named: the newest. */
export function defaultModel(): string {
  return listModels().at(-1)?.id ?? "";
}

/** Adds one flag a field: the union of all models, described for one of them, with what differs at the others. */
export function addFieldFlags(command: Command, model: string): void {
  for (const [flag, homes] of flagFields()) {
    const [first] = homes;
    const own = homes.find((home) => home.model === model) ?? first;
    if (own === undefined || flag === "prompt") continue;
    const option = new Option(`--${flag} <${placeholder(own.field)}>`, describe(own, homes));
    // Not `choices()`: the model's schema judges values, with the nearest one at hand.
    const values = new Set(homes.flatMap((home) => home.field.options ?? []));
    if (values.size > 0) option.argChoices = [...values];
    if (own.field.multiple)
      option.argParser((value: string, before?: string[]) => [...(before ?? []), value]);
    command.addOption(option);
  }
}

/** The model's input from parsed options: numbers become numbers, the rest is left to its schema. */
export function inputFrom(options: Readonly<Record<string, unknown>>): LooseInput {
  const input: Record<string, unknown> = {};
  for (const [flag, [home]] of flagFields()) {
    const value = options[new Option(`--${flag}`).attributeName()];
    if (value === undefined || home === undefined || flag === "prompt") continue;
    input[home.field.name] = home.field.control === "number" ? numberFrom(value) : value;
  }
  return input;
}

/** The same failure with fields named as they are typed here: `--aspect-ratio`. */
export function nameFlags(error: unknown): unknown {
  if (!isSeedkitError(error) || error.issues === undefined) return error;
  const issues = error.issues.map((issue) => ({
    ...issue,
    path: flagWords(issue.path),
    message: flagWords(issue.message),
  }));
  const message = issues
    .map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message))
    .join("; ");
  return withDetails(error, { issues }, message);
}

/** A text with the fields it names as they are typed here. */
export function flagWords(text: string): string {
  let named = text.replace(/^(output|count)$/, "--$1");
  for (const [flag, [home]] of flagFields()) {
    if (home === undefined || flag === "prompt") continue;
    // A short name is also an ordinary word, so it is a flag only where the text begins with it.
    const { name } = home.field;
    const pattern = name.includes("_")
      ? new RegExp(`(?<![\\w-])${name}(?!\\w)`, "g")
      : new RegExp(`^${name}$`);
    named = named.replace(pattern, `--${flag}`);
  }
  return named;
}

let known: FlagFields | undefined;

function flagFields(): FlagFields {
  if (known) return known;
  const all = new Map<string, { model: string; field: Field }[]>();
  for (const model of listModels()) {
    for (const field of fields(model)) {
      all.set(field.flag, [...(all.get(field.flag) ?? []), { model: model.id, field }]);
    }
  }
  known = all;
  return all;
}

function describe(
  own: { model: string; field: Field },
  homes: readonly { model: string; field: Field }[],
): string {
  const { field } = own;
  const others = homes
    .filter((home) => home !== own && allowed(home.field) !== allowed(field))
    .map((home) => ` ${home.model}: ${allowed(home.field)}.`);
  const repeat = field.multiple ? " Repeat for more." : "";
  const values = allowed(field);
  return `${flagWords(field.help)}${repeat}${values ? ` [${values}]` : ""}${others.join("")}`;
}

/** What a field takes, in words: `1K, 2K, 4K, custom; default 2K`. */
export function allowed(field: Field): string {
  const range = field.min !== undefined && field.max !== undefined ? `${field.min}-${field.max}` : "";
  const values = field.options?.join(", ") ?? range;
  const fallback = field.default ?? undefined;
  return [values, fallback === undefined ? "" : `default ${fallback}`].filter(Boolean).join("; ");
}

function placeholder(field: Field): string {
  if (field.control === "images") return "url|path";
  if (field.control === "number") return "n";
  const last = field.flag.split("-").at(-1) ?? "";
  // A long word would push the column of explanations aside.
  return last.length > 8 ? "choice" : last;
}

function numberFrom(value: unknown): unknown {
  return typeof value === "string" && /^[+-]?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}
