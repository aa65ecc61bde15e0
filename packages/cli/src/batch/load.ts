import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { canConvertTo, createProjectFiles, jobsUnderway } from "@seedkit/batch";
import {
  formatProblem,
  type Lock,
  type Manifest,
  type Plan,
  type Problem,
  parseLock,
  planManifest,
  readManifest,
} from "@seedkit/batch/manifest";
import { CommandError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { counted } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import type { Choice } from "./options.ts";
import { openProject, type Project } from "./project.ts";

/** A project as it stands: its manifest, its lock, and what there is to make. */
export type Loaded = {
  readonly project: Project;
  readonly manifest: Manifest;
  readonly lock: Lock | undefined;
  readonly plan: Plan;
};

export type LoadOptions = Choice & {
  readonly json: boolean;
  readonly concurrency?: number;
  readonly overwriteEdited?: boolean;
  /** What the emulator drew counts as made. */
  readonly emulated?: boolean;
  /** Nothing will be written: what could not be is no problem. */
  readonly checking?: boolean;
};

/**
 * Reads and plans a project. Every problem of the manifest is told on stderr.
 * @throws CommandError with exit code 2 where one is an error
 */
export async function loadProject(
  host: Host,
  named: string | undefined,
  { json, checking = false, ...choice }: LoadOptions,
): Promise<Loaded> {
  const project = await openProject(host, named);
  const files = createProjectFiles(project.folder);
  const { file, text, format } = project;
  const { manifest, problems } = await readManifest({ file, text, format }, files);
  if (manifest === undefined) throw refuse(host, problems, project, json);
  const lock = await readLock(project.folder);
  // What is wrong with a ledger the run tells.
  const underway = await jobsUnderway(project.folder).catch(() => undefined);
  const plan = await planManifest(manifest, lock, files, {
    ...(underway && { underway }),
    ...choice,
    ...(checking ? { emulated: true } : {}),
    cache: files.cache,
    // Asked only of what there is to convert: the converter is large.
    canConvertTo: checking ? () => true : canConvertTo,
  });
  await files.saveCache();
  const all = [...problems, ...plan.problems.filter((problem) => !problems.includes(problem))];
  if (all.some(({ severity }) => severity === "error")) throw refuse(host, all, project, json);
  // A check lists what differs itself.
  if (!json && !checking) tellProblems(host, all);
  return { project, manifest, lock, plan: { ...plan, problems: all } };
}

/** The lock of a project, or undefined where nothing was made yet. */
export async function readLock(folder: string): Promise<Lock | undefined> {
  const text = await readFile(join(folder, "seedkit.lock"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseLock(text);
}

/** Says each problem on a line of its own, in the form that terminals and editors make a link of. */
function tellProblems(host: Host, problems: readonly Problem[]): void {
  const paint = painter(host, host.stderr);
  for (const problem of problems) {
    const severity = `${problem.severity}:`;
    const painted = paint(problem.severity === "error" ? "red" : "yellow", severity);
    host.stderr.write(`${formatProblem(problem).replace(severity, painted)}\n`);
  }
}

function refuse(host: Host, problems: readonly Problem[], { file }: Project, json: boolean): CommandError {
  if (json)
    host.stdout.write(`${JSON.stringify({ version: 1, status: "invalid", problems }, undefined, 2)}\n`);
  else tellProblems(host, problems);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return new CommandError("invalid_manifest", `${file} has ${counted(errors, "error")}`, {
    exitCode: 2,
    hint: "Nothing was sent.",
  });
}
