import { listModels, type Model } from "@seedkit/core";
import { findCollisions } from "./collisions.ts";
import { createFill, type Draft, findField, knowModel, ownFields, type Reading } from "./draft.ts";
import type { Entry, Manifest } from "./entry.ts";
import { expandMatrix } from "./matrix.ts";
import { parseCsv } from "./parse-csv.ts";
import { parseJsonLines } from "./parse-json-lines.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Problem } from "./problem.ts";
import { createProblemList, type ProblemList } from "./problem-list.ts";
import { checkInside, checkReferences, readPromptFiles } from "./project-checks.ts";
import type { ProjectFiles } from "./project-files.ts";
import {
  isExtension,
  type RawManifest,
  rawManifest,
  reportDuplicateId,
  reportRepeated,
  reportUnknown,
} from "./raw-manifest.ts";
import { readEntry, readModel, reportUnknownFields } from "./read-entry.ts";
import { type PromptFile, promptFileOf, reportTwoPrompts } from "./read-prompt.ts";
import { createSourceText } from "./source-text.ts";

export type ManifestFormat = "yaml" | "json" | "jsonl" | "csv";

export type ManifestSource = {
  /** As it is shown to the reader; its extension tells the format where `format` does not. */
  readonly file: string;
  readonly text: string;
  readonly format?: ManifestFormat;
};

export type ReadOptions = {
  /** @default the models Seedkit ships; the last is the one of entries that name none */
  readonly models?: readonly Model[];
  /**
   * Does not tell of files that are not there: an editor checks as one types. The prompt of such a file is `-`,
   * so what was read this way is for showing, not for running. @default false
   */
  readonly allowMissingFiles?: boolean;
};

export type ReadResult = {
  /** Undefined where anything is wrong. */
  readonly manifest?: Manifest;
  /** Everything that is wrong or odd, in the order of the file. */
  readonly problems: readonly Problem[];
};

const mostEntries = 250_000;

/** Reads and checks a manifest. Nothing is thrown for what is wrong with it: every problem comes at once. */
export async function readManifest(
  source: ManifestSource,
  files: ProjectFiles,
  { models = listModels(), allowMissingFiles = false }: ReadOptions = {},
): Promise<ReadResult> {
  const text = source.text.replace(/^\uFEFF/, "");
  const positions = createSourceText(text);
  const problems = createProblemList(source.file, positions);
  const known = models.map(knowModel);
  const raw = parse(text, source.format ?? formatOf(source.file, text), known, problems);
  const defaultModel = known.at(-1);
  if (!raw || !defaultModel) return { problems: problems.sorted() };
  const reading: Reading = {
    source: positions,
    problems,
    models: known,
    defaultModel,
    defaults: raw.defaults,
    named: new Map(),
  };
  checkDefaults(reading);
  const drafts = makeDrafts(raw, reading);
  const prompts = await readPromptFiles(promptFiles(drafts, reading), files, reading, allowMissingFiles);
  const read = drafts.map((draft) => readEntry(draft, prompts, reading));
  const entries = read.filter((entry) => entry !== undefined);
  let drafted: Map<Entry | undefined, Draft | undefined> | undefined;
  const tell = (entry: Entry, code: string, message: string) => {
    drafted ??= new Map(read.map((one, at) => [one, drafts[at]]));
    const draft = drafted.get(entry);
    const output = draft && findField(draft, "output");
    const at = output && !output.isDefault ? output.node : draft?.at;
    if (at) problems.add(at, code, `images.${entry.id}.output`, `${entry.id}: ${message}`);
  };
  for (const { entry, code, message } of findCollisions(entries)) tell(entry, code, message);
  if (!allowMissingFiles) await checkReferences(reading, files);
  await checkInside(entries, files, tell);
  const told = { problems: problems.sorted() };
  return problems.hasErrors ? told : { ...told, manifest: { version: 1, file: source.file, entries } };
}

/** The format by the file's name; a nameless stream by how it begins. */
function formatOf(file: string, text: string): ManifestFormat {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  if (extension === "json" || extension === "csv") return extension;
  if (extension === "jsonl" || extension === "ndjson") return "jsonl";
  return extension === undefined && startsWithRow(text) ? "jsonl" : "yaml";
}

function startsWithRow(text: string): boolean {
  const [line = ""] = text.trimStart().split("\n", 1);
  if (!line.startsWith("{")) return false;
  try {
    return Object.hasOwn(JSON.parse(line) as object, "id");
  } catch {
    return false;
  }
}

function parse(
  text: string,
  format: ManifestFormat,
  models: Reading["models"],
  problems: ProblemList,
): RawManifest | undefined {
  if (text.trim() === "") {
    problems.add({ start: 0, end: 0 }, "empty", "", "the manifest is empty");
    return undefined;
  }
  if (format === "jsonl") return parseJsonLines(text, problems);
  if (format === "csv") return parseCsv(text, models, problems);
  const root = parseYaml(text, (start, end, code, message) =>
    problems.add({ start, end }, code, "", message),
  );
  if (root) return rawManifest(root, problems);
  if (!problems.hasErrors) problems.add({ start: 0, end: 0 }, "empty", "", "the manifest is empty");
  return undefined;
}

function checkDefaults({ defaults, models, problems }: Reading): void {
  if (!defaults) return;
  reportRepeated(defaults, "defaults", problems);
  const known: string[] = [...new Set([...models.flatMap(({ names }) => names), ...ownFields])];
  for (const [name, { key }] of defaults.fields) {
    if (name === "matrix") {
      problems.add(
        key,
        "unknown_field",
        "defaults.matrix",
        "a matrix belongs to an image, not to the defaults",
      );
    } else if (!known.includes(name) && !isExtension(name)) {
      reportUnknown(problems, key, "defaults", name, known);
    }
  }
}

function makeDrafts(raw: RawManifest, reading: Reading): Draft[] {
  const { problems } = reading;
  const drafts: Draft[] = [];
  const { defaults } = raw;
  // Ids as they are written are unique: only a matrix makes others.
  const ids = raw.entries.some(({ fields }) => fields.fields.has("matrix")) ? new Set<string>() : undefined;
  for (const entry of raw.entries) {
    const { at, fields: own } = entry;
    const path = `images.${entry.id}`;
    const combinations = expandMatrix(entry, problems);
    const model = readModel({ path, own, defaults }, reading);
    if (drafts.length + combinations.length > mostEntries) {
      const message = `the manifest comes to more than ${mostEntries} images here`;
      problems.add(entry.at, "too_many", path, message, { allowed: `at most ${mostEntries}` });
      break;
    }
    for (const { id, variables, slugs } of combinations) {
      // A line `hero/red` beside a matrix that makes one.
      if (ids?.has(id)) reportDuplicateId(id, at, problems);
      ids?.add(id);
      drafts.push({ id, variables, slugs, at, path, own, defaults, model });
    }
    reportTwoPrompts({ path, own, defaults }, problems);
    reportUnknownFields(entry, model, reading);
  }
  return drafts;
}

/** The prompt files that are asked for, each where it is named first. */
function promptFiles(drafts: readonly Draft[], reading: Reading): Map<string, PromptFile> {
  const wanted = new Map<string, PromptFile>();
  for (const draft of drafts) {
    const { model } = draft;
    if (!model || !findField(draft, "prompt_file")) continue;
    const file = promptFileOf(draft, createFill(draft, model.model.id, reading.problems), reading.problems);
    if (file && !wanted.has(file.path)) wanted.set(file.path, file);
  }
  return wanted;
}
