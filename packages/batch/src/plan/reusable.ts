import type { Job } from "../key/job.ts";
import type { LockedCall } from "../lock/lock.ts";
import type { ProjectFiles } from "../manifest/project-files.ts";
import type { Assessing, Assessment } from "./assess.ts";
import { diskState, originalPath } from "./files-on-disk.ts";
import type { ReusableCall } from "./plan.ts";

/** The calls of an entry whose images are still there: their files can be made again without paying. */
export async function findReusable(
  jobs: readonly Job[],
  { remade, isOnlyMoved }: Assessment,
  files: ProjectFiles,
  assessing: Assessing,
): Promise<readonly ReusableCall[]> {
  const reusable: ReusableCall[] = [];
  for (const call of remade) {
    const job = jobs.find(({ index }) => index === call.index);
    const sources = job && (await sourcesOf(call, isOnlyMoved, files, assessing));
    if (sources) reusable.push({ job, cost: call.cost, files: sources });
  }
  return reusable;
}

async function sourcesOf(
  call: LockedCall,
  isOnlyMoved: boolean,
  files: ProjectFiles,
  { hashes }: Assessing,
): Promise<ReusableCall["files"] | undefined> {
  const sources: ReusableCall["files"][number][] = [];
  for (const locked of call.files) {
    const original = originalPath(locked);
    if (await files.stat(original)) sources.push({ locked, from: original, kind: "original" });
    else if (isOnlyMoved && diskState(locked, hashes) === "there") {
      sources.push({ locked, from: locked.path, kind: "file" });
    } else return undefined;
  }
  return sources;
}
