import * as vscode from "vscode";
import type { Job, JobPhase } from "../core/jobs/job.ts";

/** What a job is doing, and for how long: "Generating · 12 s of about 25 s". */
export function progressText(job: Job, now: number): string {
  const { t } = vscode.l10n;
  const phases: Readonly<Record<JobPhase, string>> = {
    waiting: t("Waiting for a free slot"),
    uploading: t("Uploading references"),
    sending: t("Sending"),
    queued: t("Queued"),
    generating: t("Generating"),
    downloading: t("Downloading"),
    saving: t("Saving"),
    ended: t("Done"),
  };
  const phase = phases[job.phase];
  const time = timeText(job, now);
  return time === undefined ? phase : t("{0} · {1}", phase, time);
}

/** Elapsed against the usual time; undefined for a job that waits. */
function timeText({ startedAt, typicalMs }: Job, now: number): string | undefined {
  if (startedAt === undefined) return undefined;
  const { t } = vscode.l10n;
  const elapsed = secondsSince(startedAt, now);
  const usual = Math.round(typicalMs / 1000);
  if (usual === 0) return t("{0} s", elapsed);
  return elapsed <= usual
    ? t("{0} s of about {1} s", elapsed, usual)
    : t("{0} s, usually {1} s", elapsed, usual);
}

/** "2 images · 14 s", since the first of them started. */
export function summaryText(jobs: readonly Job[], now: number): string {
  const { t } = vscode.l10n;
  const count = jobs.reduce((sum, { images }) => sum + images, 0);
  const images = count === 1 ? t("1 image") : t("{0} images", count);
  const starts = jobs.flatMap(({ startedAt }) => (startedAt === undefined ? [] : [startedAt]));
  return starts.length === 0 ? images : t("{0} · {1} s", images, secondsSince(Math.min(...starts), now));
}

const secondsSince = (time: number, now: number) => Math.max(0, Math.round((now - time) / 1000));
