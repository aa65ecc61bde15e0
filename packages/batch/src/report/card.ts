import { join } from "node:path";
import type { LockedFile } from "../lock/lock.ts";
import type { JobResult } from "../run/result.ts";
import { escapeHtml, linkTo } from "./escape.ts";

/** Where the page lies, and what its pictures are relative to. Both absolute. */
export type Place = { readonly project: string; readonly reportFolder: string };

// About three lines of a card: what is longer can be unfolded.
const longPrompt = 110;

/** One figure a picture of a job, or one that says why there is none. `numbered`: its id has several. */
export function* card(job: JobResult, place: Place, numbered: boolean): Generator<string> {
  if (job.files.length === 0) {
    yield figure(job, numbered ? ` #${job.index + 1}` : "", reason(job), [job.model, job.cost.formatted]);
    return;
  }
  for (const file of job.files) {
    const url = escapeHtml(linkTo(join(place.project, file.path), place.reportFolder));
    const { width, height } = file;
    const picture = `<a class="picture" href="${url}"><img src="${url}" width="${width}" height="${height}" loading="lazy" decoding="async" alt="${escapeHtml(short(job.prompt))}"></a>`;
    yield figure(job, numbered ? ` ${lastName(file)}` : "", picture, [
      job.model,
      `${width} x ${height}`,
      price(job),
    ]);
  }
  // One more was paid for, and did not come.
  if (job.error && (job.rescued ?? []).length === 0) yield figure(job, "", reason(job), [job.model]);
}

function figure(job: JobResult, number: string, picture: string, facts: readonly string[]): string {
  const { id, status, prompt, rescued = [] } = job;
  const kept = rescued.map((path) => `<p class="rescued">Rescued: ${escapeHtml(path)}</p>`).join("");
  return `<figure class="card ${status}">${picture}
<figcaption><div class="name"><strong>${escapeHtml(id)}${number ? `<small>${escapeHtml(number)}</small>` : ""}</strong><span class="state">${status}</span></div>
${text(prompt)}<p class="facts">${facts.map(escapeHtml).join("<i></i>")}</p>${kept}</figcaption></figure>`;
}

function text(prompt: string): string {
  const shown = escapeHtml(prompt);
  return prompt.length > longPrompt
    ? `<details><summary class="prompt">${shown}</summary></details>`
    : `<p class="prompt">${shown}</p>`;
}

/** Where the picture would be: what went wrong, what to do, and whether it cost anything. */
function reason({ error, status }: JobResult): string {
  if (error === undefined) return `<div class="picture reason"><p>${absence[status] ?? "No image"}</p></div>`;
  const charged = charges[error.charged];
  const hint = error.hint ? `<p>${escapeHtml(error.hint)}</p>` : "";
  return `<div class="picture reason"><code>${error.code}</code><p><b>${escapeHtml(error.message)}</b></p>${hint}<p>${charged}</p></div>`;
}

const absence: Partial<Record<JobResult["status"], string>> = {
  skipped: "Not sent",
  pending: "Submitted: the next run fetches it at no cost",
};

const charges = {
  no: "Not charged.",
  maybe: "It may have been charged: --retry-ambiguous sends it again.",
  yes: "Charged.",
} as const;

const price = ({ status, cost }: JobResult) => (status === "reused" ? "$0.00" : cost.formatted);

const lastName = ({ path }: LockedFile) => path.slice(path.lastIndexOf("/") + 1);

const short = (prompt: string) => (prompt.length > 120 ? `${prompt.slice(0, 117)}...` : prompt);
