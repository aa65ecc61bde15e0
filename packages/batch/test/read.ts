import { expect } from "vitest";
import {
  type Entry,
  formatProblem,
  type ManifestFormat,
  type Problem,
  type ProjectFiles,
  readManifest,
} from "../src/manifest/index.ts";
import { memoryFiles } from "./memory-files.ts";

/** Every problem of a manifest, as a terminal shows them, less the file's name. */
export async function problemsOf(text: string, files = memoryFiles(), format: ManifestFormat = "yaml") {
  const { problems } = await readManifest({ file: "m", text, format }, files);
  return problems.map((problem) => formatProblem(problem).slice("m:".length));
}

/** The problems themselves. */
export async function detailsOf(text: string, files?: ProjectFiles): Promise<readonly Problem[]> {
  return (await readManifest({ file: "m", text, format: "yaml" }, files ?? memoryFiles())).problems;
}

/** The entries of a manifest that is right. */
export async function entriesOf(
  text: string,
  files = memoryFiles(),
  format: ManifestFormat = "yaml",
): Promise<readonly Entry[]> {
  const { manifest, problems } = await readManifest({ file: "m", text, format }, files);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  if (!manifest) throw new Error("There is no manifest");
  return manifest.entries;
}

/** A manifest of the lines under `images`. */
export const images = (...lines: readonly string[]) =>
  `version: 1\nimages:\n${lines.map((line) => `  ${line}\n`).join("")}`;
