import type { JobResult, RunResult } from "../run/result.ts";
import { card, type Place } from "./card.ts";
import { escapeHtml } from "./escape.ts";
import { style } from "./style.ts";

/** Every state a picture can be in, in the order in which the filters stand. */
const states: readonly JobResult["status"][] = [
  "generated",
  "recovered",
  "reused",
  "failed",
  "ambiguous",
  "pending",
  "skipped",
];

export type SheetOptions = Place & {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** The page that shows a run, in parts: no script, and pictures are loaded when they come into view. */
export function* contactSheet(result: RunResult, options: SheetOptions): Generator<string> {
  const title = escapeHtml(options.title);
  const present = states.filter((state) => result.jobs.some(({ status }) => status === state));
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<title>${title} - Seedkit</title>
<style>${style}${present.map(filterRule).join("")}</style>
<input type="radio" name="show" id="show-all" checked>${present.map(radio).join("")}
<header>
<div class="top">
<div><h1>${title}</h1><p class="when">${when(options.at)}</p></div>
<dl>${figures(result)}</dl>
</div>
<nav aria-label="Show">${filter("all", "All", result.jobs.length)}${present
    .map((state) => filter(state, capital(state), result.counts[state]))
    .join("")}</nav>
</header>
${result.stoppedBy ? `<p class="stopped">${escapeHtml(result.stoppedBy.message)}</p>` : ""}
<main>`;
  const several = entriesOfSeveral(result.jobs);
  for (const job of result.jobs) yield* card(job, options, several.has(job.id));
  yield "</main>\n</html>";
}

const radio = (state: string) => `<input type="radio" name="show" id="show-${state}">`;

const filter = (state: string, label: string, count: number) =>
  `<label for="show-${state}" class="${state}">${label} <b>${count.toLocaleString("en")}</b></label>`;

/** What lets a radio button choose, and shows which was chosen: the page has no script. */
const filterRule = (state: string) =>
  `#show-${state}:checked~main .card:not(.${state}){display:none}
#show-${state}:checked~header label[for=show-${state}]{background:var(--ink);color:var(--page);border-color:var(--ink)}
#show-${state}:focus-visible~header label[for=show-${state}]{outline:2px solid var(--accent);outline-offset:2px}
`;

function figures({ jobs, spent, perhapsSpent, saved, creditsLeft }: RunResult): string {
  const files = jobs.reduce((sum, job) => sum + job.files.length, 0);
  const rows: readonly (readonly [label: string, value: string])[] = [
    ["Images", files.toLocaleString("en")],
    ["Spent", spent.formatted],
    ...(perhapsSpent.micros > 0 ? [["Perhaps spent", perhapsSpent.formatted] as const] : []),
    ["Saved", saved.formatted],
    ...(creditsLeft === undefined
      ? []
      : [["Credits left", String(Math.round(creditsLeft * 100) / 100)] as const]),
  ];
  return rows.map(([label, value]) => `<div><dt>${label}</dt><dd>${escapeHtml(value)}</dd></div>`).join("");
}

/** Ids under which several pictures stand, so that each needs its number. */
function entriesOfSeveral(jobs: readonly JobResult[]): ReadonlySet<string> {
  const several = new Set<string>();
  const once = new Set<string>();
  for (const { id, files } of jobs) {
    if (once.has(id) || files.length > 1) several.add(id);
    once.add(id);
  }
  return several;
}

/** The same text on every machine: the page is read elsewhere than where it was made. */
function when(at: number): string {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
