import type { Job } from "../key/job.ts";
import { createFileHasher } from "../key/reference-hashes.ts";
import type { Lock, LockedFile } from "../lock/lock.ts";
import { eachAtOnce } from "../manifest/at-once.ts";
import type { Entry, OutputSpec } from "../manifest/entry.ts";
import { outputPath } from "../manifest/output.ts";
import { foldCase, folderOf } from "../manifest/paths.ts";
import type { ProjectFiles } from "../manifest/project-files.ts";
import type { TellPlan } from "./plan-problem.ts";

const filesAtOnce = 32;
/** What the service's images can be, for outputs that name no type. */
const serviceTypes = ["jpg", "png", "webp"];

export type OutputChecks = {
  readonly files: ProjectFiles;
  readonly lock: Lock;
  readonly canConvertTo?: ((format: string) => boolean | Promise<boolean>) | undefined;
  /** Jobs a run died in: their files may lie in place already. */
  readonly underway?: Pick<ReadonlySet<string>, "has"> | undefined;
  readonly overwriteEdited: boolean;
};

/** Checks what would only fail after it was paid for: the format, the folder and the name of each output. */
export async function checkOutputs(
  jobs: readonly Job[],
  checks: OutputChecks,
  tell: TellPlan,
): Promise<void> {
  if (jobs.length === 0) return;
  await checkFormats(jobs, checks, tell);
  await checkFolders(jobs, checks, tell);
  await checkNames(jobs, checks, tell);
}

async function checkFormats(
  jobs: readonly Job[],
  { canConvertTo }: OutputChecks,
  tell: TellPlan,
): Promise<void> {
  if (!canConvertTo) return;
  const answers = new Map<string, boolean>();
  for (const entry of new Set(jobs.map((job) => job.entry))) {
    const format = neededConverter(entry.outputs);
    if (format === undefined) continue;
    const can = answers.get(format) ?? (await canConvertTo(format));
    answers.set(format, can);
    const message = `no ${format} image can be made here: install sharp, or leave the format as it comes`;
    if (!can) tell(entry, "no_converter", "output", message);
  }
}

/** The format that has to be made of what the service sends, which is JPEG unless it says otherwise. */
function neededConverter({ format, quality, maxWidth }: OutputSpec): string | undefined {
  if (format === "original") return maxWidth === undefined ? undefined : "jpg";
  return format !== "jpg" || quality !== undefined || maxWidth !== undefined ? format : undefined;
}

async function checkFolders(jobs: readonly Job[], { files }: OutputChecks, tell: TellPlan): Promise<void> {
  if (!files.unwritable) return;
  const folders = new Map<string, Set<Entry>>();
  for (const { entry, index } of jobs) {
    const folder = folderOf(outputPath(entry, index, 0, "jpg"));
    folders.set(folder, (folders.get(folder) ?? new Set()).add(entry));
  }
  await eachAtOnce(folders, filesAtOnce, async ([folder, entries]) => {
    const why = await files.unwritable?.(folder);
    if (why === undefined) return;
    for (const entry of entries)
      tell(entry, "unwritable", "output", `${folder || "."} cannot be written to: ${why}`);
  });
}

/** A file that is there and not ours is never overwritten, so nothing is paid for that would have its place. */
async function checkNames(jobs: readonly Job[], checks: OutputChecks, tell: TellPlan): Promise<void> {
  const { files, lock, underway } = checks;
  const hash = createFileHasher(files);
  const ours = new Map<string, LockedFile[]>();
  for (const { calls, replaced = [] } of Object.values(lock.images)) {
    for (const file of [...replaced, ...calls.flatMap((call) => call.files)]) {
      const path = foldCase(file.path);
      const known = ours.get(path);
      if (known) known.push(file);
      else ours.set(path, [file]);
    }
  }
  await eachAtOnce(jobs, filesAtOnce, async ({ entry, index, jobKey }) => {
    if (underway?.has(jobKey)) return;
    const types = entry.outputs.format === "original" ? serviceTypes : [""];
    for (let image = 0; image < entry.imagesPerCall; image++) {
      for (const type of types) {
        const path = outputPath(entry, index, image, type);
        if (!(await files.stat(path))) continue;
        const own = ours.get(foldCase(path)) ?? [];
        if (own.length > 0 && checks.overwriteEdited) continue;
        const there = own[0] && (await hash(own[0].path));
        if (own.some(({ sha256 }) => sha256 === there)) continue;
        const why = own.length > 0 ? "was edited by hand" : "is there already, and Seedkit did not make it";
        tell(entry, "file_exists", "output", `${path} ${why}: move it, or choose another output`);
      }
    }
  });
}
