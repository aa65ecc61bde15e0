import { nearestWord } from "@seedkit/core";
import {
  createFill,
  type Draft,
  findField,
  type Holders,
  type KnownModel,
  ownFields,
  type Reading,
} from "./draft.ts";
import type { Entry } from "./entry.ts";
import { fieldText, mostCalls, readTags, wholeNumber } from "./own-fields.ts";
import { isExtension, type RawEntry, reportUnknown } from "./raw-manifest.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import { readOutput } from "./read-output.ts";
import type { PromptFiles } from "./read-prompt.ts";

/** The model of an entry; undefined where it is not known, which is told. */
export function readModel(
  draft: Holders,
  { models, defaultModel, problems }: Reading,
): KnownModel | undefined {
  if (!findField(draft, "model")) return defaultModel;
  const found = fieldText(draft, "model", problems);
  if (!found) return undefined;
  const known = models.find(({ model }) => model.id === found.text);
  if (known) return known;
  const ids = models.map(({ model }) => model.id);
  const nearest = nearestWord(found.text, ids);
  const allowed = ids.join(", ");
  const suggestion = nearest ? `did you mean ${nearest}? ` : "";
  const message = `unknown model "${found.text}"; ${suggestion}known: ${allowed}`;
  problems.add(found.node, "unknown_model", found.path, message, { allowed, nearest });
  return undefined;
}

/** Tells of every field of an entry that neither the manifest nor its model has. */
export function reportUnknownFields(entry: RawEntry, model: KnownModel | undefined, reading: Reading): void {
  const allowed = model?.allowed ?? new Set(reading.models.flatMap((one) => [...one.allowed]));
  for (const [name, { key }] of entry.fields.fields) {
    if (allowed.has(name) || isExtension(name)) continue;
    const names = model ? model.names : reading.models.flatMap((one) => one.names);
    const known = [...new Set([...names, ...ownFields])];
    reportUnknown(reading.problems, key, `images.${entry.id}`, name, known);
  }
}

/** Reads one entry. Undefined where something in it is wrong; everything that is was told. */
export function readEntry(draft: Draft, prompts: PromptFiles, reading: Reading): Entry | undefined {
  const { problems, source } = reading;
  const { model } = draft;
  if (!model) {
    checkOwnFields(draft, reading);
    return undefined;
  }
  const fill = createFill(draft, model.model.id, problems);
  const input = readInput(draft, model, fill, prompts, reading);
  const count = wholeNumber(draft, "count", [1, mostCalls], problems) ?? 1;
  const tags = readTags(draft, problems);
  const settings = input?.settings;
  const isSequence = settings?.sequential_image_generation === "auto";
  const imagesPerCall = isSequence ? settings.max_images : 1;
  const outputs = readOutput(draft, { count, imagesPerCall }, fill, problems);
  if (!input || !outputs) return undefined;
  const references = input.references?.references ?? [];
  return {
    id: draft.id,
    position: source.position(draft.at.start, draft.at.end),
    model: model.model.id,
    input: references.length > 0 ? withoutFiles(input) : input.input,
    references,
    count,
    imagesPerCall,
    outputs,
    tags,
  };
}

/** Tells what is wrong with an entry whatever its model: nobody knows that one. */
function checkOwnFields(draft: Draft, { problems }: Reading): void {
  const count = wholeNumber(draft, "count", [1, mostCalls], problems) ?? 1;
  readTags(draft, problems);
  readOutput(draft, { count, imagesPerCall: 1 }, createFill(draft, "", problems), problems);
}

/** The input with the addresses among its references only. */
function withoutFiles({ input: whole, references }: ReadInput): Entry["input"] {
  const { image_input: _, ...input } = whole;
  const addresses = references?.list.filter((reference) => typeof reference === "string") ?? [];
  return addresses.length > 0 ? { ...input, image_input: addresses } : input;
}
