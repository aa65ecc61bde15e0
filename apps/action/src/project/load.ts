import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  canConvertTo,
  createProjectFiles,
  emptyLock,
  jobsUnderway,
  type Lock,
  type Manifest,
  type Plan,
  type Problem,
  parseLock,
  planManifest,
  readManifest,
} from "@seedkit/batch";
import type { Settings } from "../inputs/settings.ts";
import type { Project } from "./open-project.ts";

/** A project as it stands. */
export type Loaded = {
  readonly manifest: Manifest;
  readonly lock: Lock;
  readonly plan: Plan;
  /** Of the manifest and of the plan; none is an error. */
  readonly problems: readonly Problem[];
};

/** A manifest that cannot be run, with everything that is wrong with it. Nothing was sent. */
export class ManifestProblems extends Error {
  override readonly name = "ManifestProblems";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super("The manifest cannot be run");
    this.problems = problems;
  }
}

/** Reads the manifest. @throws ManifestProblems */
export async function loadManifest(
  project: Project,
): Promise<{ manifest: Manifest; problems: readonly Problem[] }> {
  const { text, format } = project;
  const source = { file: project.manifest, text, ...(format && { format }) };
  const { manifest, problems } = await readManifest(source, createProjectFiles(project.folder));
  if (!manifest) throw new ManifestProblems(problems);
  return { manifest, problems };
}

/** The lock of the project; an empty one where nothing was made yet. @throws SeedkitError `invalid_input` */
export async function loadLock(folder: string): Promise<Lock> {
  const text = await readFile(join(folder, "seedkit.lock"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? emptyLock() : parseLock(text);
}

/** Plans a manifest against the files and the lock as they are now. @throws ManifestProblems */
export async function loadPlan(
  project: Project,
  manifest: Manifest,
  { shard, concurrency }: Pick<Settings, "shard" | "concurrency">,
  lockInstead?: Lock,
): Promise<Pick<Loaded, "lock" | "plan">> {
  const files = createProjectFiles(project.folder);
  const lock = lockInstead ?? (await loadLock(project.folder));
  const plan = await planManifest(manifest, lock, files, {
    concurrency,
    cache: files.cache,
    underway: await jobsUnderway(project.folder),
    canConvertTo,
    ...(shard && { shard }),
  });
  await files.saveCache().catch(() => {});
  if (plan.problems.some(({ severity }) => severity === "error")) throw new ManifestProblems(plan.problems);
  return { lock, plan };
}
