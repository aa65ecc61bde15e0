import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import type { Report, RunResult } from "@seedkit/batch";
import type { Settings } from "../inputs/settings.ts";
import type { Project } from "../project/open-project.ts";
import type { Uploaded } from "../run/outcome.ts";
import type { RunnerFacts } from "../runner/environment.ts";
import type { Log } from "../runner/log.ts";
import { uploadArtifact, withFreeName } from "./artifact-service.ts";
import { standAlonePage } from "./page.ts";

type Upload = {
  readonly settings: Settings;
  readonly project: Project;
  readonly result: RunResult;
  readonly report: Report;
  readonly facts: RunnerFacts;
  readonly log: Log;
  readonly temporary: string | undefined;
};

export type UploadedResults = { readonly artifact?: Uploaded; readonly contactSheet?: Uploaded };

/** Uploads the images and the page that shows them. What cannot be uploaded is a warning: it is paid for. */
export async function uploadResults(upload: Upload): Promise<UploadedResults> {
  const { settings, facts, log, result } = upload;
  const wanted = settings.uploadArtifact || settings.contactSheet;
  if (!wanted || result.jobs.length === 0) return {};
  if (!facts.hasArtifacts) {
    const why = facts.isEnterpriseServer
      ? "GitHub Enterprise Server has no artifacts of this kind"
      : "the runner offers no artifacts";
    log.annotate("notice", `Nothing is uploaded: ${why}. The images are in the workspace.`);
    return {};
  }
  log.group("Upload");
  const artifact = settings.uploadArtifact ? await attempt(log, () => uploadImages(upload)) : undefined;
  const contactSheet = settings.contactSheet ? await attempt(log, () => uploadPage(upload)) : undefined;
  log.endGroup();
  return { ...(artifact && { artifact }), ...(contactSheet && { contactSheet }) };
}

async function uploadImages({ settings, project, result, report, facts }: Upload): Promise<Uploaded> {
  const { folder } = project;
  const images = result.jobs.flatMap(({ files, rescued = [] }) => [
    ...files.map(({ path }) => resolve(folder, path)),
    ...rescued.map((path) => resolve(folder, path)),
  ]);
  const candidates = [...images, join(folder, "seedkit.lock"), ...Object.values(report)];
  const inside = [...new Set(candidates)].filter((path) => !relative(folder, path).startsWith(`..${sep}`));
  const there = await Promise.all(inside.map(async (path) => ((await isFile(path)) ? path : undefined)));
  const files = there.filter((path) => path !== undefined);
  const { artifactName, retentionDays } = settings;
  return withFreeName(artifactName, (name) =>
    uploadArtifact({ name, files, root: folder, retentionDays }, facts.runUrl),
  );
}

async function uploadPage({
  settings,
  project,
  result,
  report,
  facts,
  temporary,
}: Upload): Promise<Uploaded> {
  const folder = await mkdtemp(join(temporary || tmpdir(), "seedkit-page-"));
  try {
    const text = await standAlonePage(report.contactSheet, project.folder, result);
    const { retentionDays } = settings;
    // The page is an artifact of its own, called as its file.
    return await withFreeName(`${settings.artifactName}-${facts.runAttempt || "1"}`, async (base) => {
      const name = `${base}-contact-sheet.html`;
      const page = join(folder, name);
      await writeFile(page, text);
      return uploadArtifact({ name, files: [page], root: folder, retentionDays, asPage: true }, facts.runUrl);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function attempt<T>(log: Log, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.annotate("warning", `Not uploaded: ${why}. The images are in the workspace.`);
    return undefined;
  }
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
