import { getModel, type LooseInput, listModels, type Model } from "@seedkit/core";
import type { Entry } from "../manifest/entry.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sha256OfText } from "./sha256-text.ts";

/** The rules by which keys are made. A lock of other rules is compared field by field, and bills nobody again. */
export const keyVersion = 1;

/**
 * The name of what an entry asks for: SHA-256 of its model, the fields that differ from the model's defaults, and
 * its references, local ones by content. How many calls it makes and what its files are called is not in it.
 * @throws SeedkitError `not_found` for a model that is not among `models`
 */
export async function entryKey(
  entry: Entry,
  referenceHashes: Readonly<Record<string, string>>,
  models?: readonly Model[],
): Promise<string> {
  return keyOf(entry, referenceHashes, models);
}

/** The same at once, for those who ask for thousands. */
export function keyOf(
  entry: Entry,
  referenceHashes: Readonly<Record<string, string>>,
  models: readonly Model[] = listModels(),
  sha256: (text: string) => string = sha256OfText,
): string {
  const { image_input: _, ...input } = keyInput(entry, models);
  const references = keyReferences(entry, referenceHashes);
  return sha256(canonicalJson({ keyVersion, model: entry.model, input, image_input: references }));
}

/** The fields of an entry that differ from its model's defaults, local references left out: what a lock keeps. */
export function keyInput(entry: Entry, models: readonly Model[] = listModels()): LooseInput {
  const model = models.find(({ id }) => id === entry.model) ?? getModel(entry.model);
  const defaults = defaultsOf(model);
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry.input)) {
    const usual = defaults.get(name);
    if (value !== undefined && (usual === undefined || usual !== canonicalJson(value))) input[name] = value;
  }
  return input;
}

const knownDefaults = new WeakMap<Model, ReadonlyMap<string, string>>();

/** A model's defaults as canonical JSON, as its own schema fills them in. */
function defaultsOf(model: Model): ReadonlyMap<string, string> {
  const known = knownDefaults.get(model);
  if (known) return known;
  const filled = model.input.safeParse({ prompt: "-" });
  const fields = Object.entries(filled.success ? (filled.data as object) : {});
  const defaults = new Map(
    fields.filter(([name]) => name !== "prompt").map(([name, value]) => [name, canonicalJson(value)]),
  );
  knownDefaults.set(model, defaults);
  return defaults;
}

/** The references in their order, a file by its hash: renaming it changes nothing. */
function keyReferences(entry: Entry, hashes: Readonly<Record<string, string>>): readonly string[] {
  const addresses = (entry.input.image_input ?? []) as readonly string[];
  if (entry.references.length === 0) return addresses;
  const files = new Map(entry.references.map(({ index, path }) => [index, path]));
  let address = 0;
  return Array.from({ length: addresses.length + files.size }, (_, index) => {
    const path = files.get(index);
    if (path === undefined) return addresses[address++] as string;
    if (!Object.hasOwn(hashes, path)) throw new RangeError(`There is no hash of ${path}`);
    return `sha256:${hashes[path]}`;
  });
}
