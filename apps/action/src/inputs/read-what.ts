import { fields, getModel, isSeedkitError, type LooseInput, listModels, type Model } from "@seedkit/core";
import { inputName } from "./field-inputs.ts";
import { type InputReader, notAllowed } from "./reader.ts";
import type { What } from "./settings.ts";

/** What to make: exactly one of prompt, prompts and manifest, and of the first two the model's fields. */
export function readWhat(reader: InputReader): What | undefined {
  const given = (["prompt", "prompts", "manifest"] as const).filter(
    (name) => reader.text(name) !== undefined,
  );
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    reader.refuse(
      "prompt, prompts, manifest",
      `give exactly one of them; ${given.length === 0 ? "none is given" : `${given.join(" and ")} are given`}`,
    );
    return undefined;
  }
  if (kind === "manifest") return readManifestPath(reader);
  const model = readModel(reader);
  if (!model) return undefined;
  const prompts = kind === "prompt" ? [reader.text("prompt") ?? ""] : reader.lines("prompts");
  const read = readFields(reader, model);
  const { image_input: references = [], ...rest } = read;
  checkFields(reader, model, prompts, read);
  const output = reader.text("output");
  return {
    kind: "prompts",
    prompts,
    model: model.id,
    fields: rest,
    references: references as readonly string[],
    outputDir: reader.text("output-dir") ?? "images",
    ...(output === undefined ? {} : { output }),
  };
}

/** The names of every field of every model, the prompt's not. */
function fieldNames(): readonly string[] {
  const names = listModels().flatMap((model) => fields(model).map(({ name }) => name));
  return [...new Set(names)].filter((name) => name !== "prompt");
}

function readManifestPath(reader: InputReader): What {
  for (const name of ["model", ...fieldNames().map(inputName), "output"]) {
    if (reader.text(name) !== undefined)
      reader.refuse(name, "is not read with a manifest: say it there, under defaults or at the image");
  }
  return { kind: "manifest", path: reader.text("manifest") ?? "" };
}

function readModel(reader: InputReader): Model | undefined {
  const models = listModels();
  const given = reader.text("model");
  const id = given ?? models.at(-1)?.id ?? "";
  try {
    return getModel(id);
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    reader.refuse(
      "model",
      notAllowed(
        id,
        models.map((model) => model.id),
      ),
    );
    return undefined;
  }
}

/** The fields that were given, as the model's schema wants them: the runner passes texts only. */
function readFields(reader: InputReader, model: Model): LooseInput {
  const known = new Map(fields(model).map((field) => [field.name, field]));
  const values: Record<string, unknown> = {};
  for (const name of fieldNames()) {
    const given = reader.text(inputName(name));
    if (given === undefined) continue;
    const field = known.get(name);
    if (!field) {
      reader.refuse(inputName(name), `${model.title} has no such field`);
    } else if (field.multiple) values[name] = reader.lines(inputName(name));
    else values[name] = field.control === "number" && /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : given;
  }
  return values;
}

/** Tells everything the model has against the fields, each under the name of its input. */
function checkFields(
  reader: InputReader,
  model: Model,
  prompts: readonly string[],
  values: LooseInput,
): void {
  const { image_input: references, ...rest } = values;
  // Files of the workspace are read later: here they only count, and a Blob is not looked into.
  const stand = Array.isArray(references) ? { image_input: references.map(standIn) } : {};
  const checked = model.validate({ ...rest, ...stand, prompt: prompts[0] ?? "" });
  if (checked.ok) return;
  for (const { path, message, allowed } of checked.error.issues ?? []) {
    const [name = ""] = path.split(/[[.]/);
    const more = allowed === undefined || message.includes(allowed) ? "" : `; allowed: ${allowed}`;
    reader.refuse(inputName(name) || "prompt", `${message}${more}`);
  }
}

const standIn = (reference: string) => (isAddress(reference) ? reference : new Blob([]));

/** Whether a reference lies in the web: everything else is a file of the workspace. */
export const isAddress = (reference: string): boolean => /^https?:\/\//i.test(reference);
