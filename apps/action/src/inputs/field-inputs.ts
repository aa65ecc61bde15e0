import type { Field } from "@seedkit/core";
import type { InputDefinition } from "./definition.ts";

export type ModelFields = { readonly title: string; readonly fields: readonly Field[] };

/** The inputs of the models' fields, newest model first. `prompt` is an input of its own. */
export function fieldInputs(models: readonly ModelFields[]): readonly InputDefinition[] {
  const newestFirst = models.toReversed();
  const names = new Set(newestFirst.flatMap(({ fields }) => fields.map(({ name }) => name)));
  names.delete("prompt");
  return [...names].map((name) => describe(name, newestFirst));
}

/** The name of the input of a field. */
export const inputName = (field: string): string => field.replaceAll("_", "-");

function describe(name: string, models: readonly ModelFields[]): InputDefinition {
  const variants = models.flatMap(({ title, fields }) => {
    const field = fields.find((one) => one.name === name);
    return field ? [{ title, text: sentence(field) }] : [];
  });
  const [newest, ...older] = variants;
  const others = older.filter(({ text }) => text !== newest?.text);
  const text = [newest?.text, ...others.map((one) => `${one.title}: ${one.text}`)].join(" ");
  return { name: inputName(name), description: text };
}

function sentence(field: Field): string {
  const help = field.help.endsWith(".") ? field.help : `${field.help}.`;
  const list = field.multiple ? " One a line: web addresses, or files of the workspace." : "";
  return `${help}${list}${allowed(field)}${standard(field)}`;
}

function allowed({ options, min, max }: Field): string {
  if (options) return ` Allowed: ${options.map((option) => `\`${option}\``).join(", ")}.`;
  return min === undefined ? "" : ` Allowed: ${min} to ${max}.`;
}

function standard({ default: value }: Field): string {
  if (value === undefined) return "";
  return value === null ? " Default: the service decides." : ` Default: \`${value}\`.`;
}
