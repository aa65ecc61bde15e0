import type { Job, RunEvent } from "@seedkit/batch";
import { money } from "@seedkit/core";
import type { Host } from "../host.ts";
import { formatDuration } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import { printable } from "../terminal/printable.ts";
import { hasUnicode, startRedrawnLine } from "../terminal/redrawn-line.ts";

export type BatchProgress = {
  event(event: RunEvent): void;
  /** A line that stays: each text once. */
  say(text: string): void;
  /** The person stopped it: what follows from that is no news. */
  interrupted(text: string): void;
  stop(): void;
};

export type BatchProgressOptions = {
  /** The most it may cost. */
  readonly cap: string;
  /** How many are to be made. */
  readonly jobs: number;
  /** What all jobs together usually take, in ms. */
  readonly expectedMs: number;
};

const barWidth = 24;

/** Shows how a run goes: one line that moves on a terminal, a line a job elsewhere. Always on stderr. */
export function startBatchProgress(
  host: Host,
  { cap, jobs, expectedMs }: BatchProgressOptions,
): BatchProgress {
  const paint = painter(host, host.stderr);
  const tally = createTally(jobs);
  const started = host.clock.now();
  const said = new Set<string>();
  let isInterrupted = false;
  let wayOut = "Ctrl-C finishes what runs";
  const parts = () => [
    `${bar(host, tally.ended, tally.jobs)} ${tally.ended} of ${tally.jobs}`,
    `${tally.running} running`,
    ...(tally.failed > 0 ? [`${tally.failed} failed`] : []),
    `${money(tally.spent).formatted} of ${cap}`,
    left(tally, host.clock.now() - started, expectedMs),
    wayOut,
  ];
  const live =
    host.stderr.isTTY && host.env.TERM !== "dumb" ? startRedrawnLine(host, paint, parts) : undefined;
  const say = (text: string) => {
    if (said.has(text)) return;
    said.add(text);
    live?.clear();
    host.stderr.write(`${text}\n`);
    live?.draw();
  };
  return {
    say,
    interrupted(text) {
      wayOut = "Ctrl-C aborts";
      isInterrupted = true;
      say(text);
    },
    event(event) {
      tally.count(event, host.clock.now() - started);
      if (isInterrupted && (event.type === "stopping" || event.type === "pending")) return;
      const text = sentence(event, live !== undefined);
      if (text === undefined) return;
      const [word = "", ...rest] = text;
      const tone = event.type === "done" ? "green" : event.type === "failed" ? "red" : "yellow";
      const count = live || event.type !== "done" ? "" : `  (${tally.ended} of ${tally.jobs})`;
      say(`${paint(tone, word)} ${rest.join(" ")}${count}`);
    },
    stop: () => live?.stop(),
  };
}

/** The words of an event that is worth a line; the first is its kind. */
function sentence(event: RunEvent, live: boolean): string[] | undefined {
  switch (event.type) {
    case "done":
      // On a terminal the moving line counts them.
      return live
        ? undefined
        : ["Done:", nameOf(event.job), event.files.map(({ path }) => path).join(", "), event.cost.formatted];
    case "failed":
    case "ambiguous":
    case "pending":
      return [
        `${event.type.charAt(0).toUpperCase()}${event.type.slice(1)}:`,
        `${nameOf(event.job)}: ${printable(event.error.message)} (charged: ${event.error.charged})`,
      ];
    case "torn":
      return ["Note:", `a line of ${event.file} that a crash had cut was dropped (line ${event.line})`];
    case "stopping":
      return ["Stopping:", printable(event.why)];
    case "client":
      return clientSentence(event);
    default:
      return undefined;
  }
}

function clientSentence({ job, event }: Extract<RunEvent, { type: "client" }>): string[] | undefined {
  if (event.type === "warning") return ["Note:", printable(event.warning.message)];
  if (event.type !== "retry") return undefined;
  const wait = formatDuration(event.waitMs);
  return ["Waiting:", `${nameOf(job)}: ${printable(event.error.message)}; trying again in ${wait}`];
}

const nameOf = ({ entry, index }: Job) => (entry.count > 1 ? `${entry.id} #${index + 1}` : entry.id);

type Tally = ReturnType<typeof createTally>;

function createTally(jobs: number) {
  return {
    jobs,
    running: 0,
    ended: 0,
    failed: 0,
    /** Micro-dollars. */
    spent: 0,
    /** When the last job ended, in ms since the start. */
    endedAt: 0,
    count(event: RunEvent, elapsed: number) {
      if (event.type === "begin") this.jobs = event.jobs;
      if (event.type === "start") this.running++;
      if (event.type === "done") this.spent += event.cost.micros;
      if (event.type === "failed" || event.type === "ambiguous") this.failed++;
      if (["done", "failed", "ambiguous", "pending"].includes(event.type)) {
        this.running = Math.max(0, this.running - 1);
        this.ended++;
        this.endedAt = elapsed;
      }
    },
  };
}

function left({ ended, jobs, endedAt }: Tally, elapsed: number, expectedMs: number): string {
  // By the pace at the last end: between two ends a guess may only fall.
  const guess = ended === 0 ? expectedMs : (endedAt / ended) * (jobs - ended);
  const remaining = guess - (elapsed - endedAt);
  return ended < jobs && remaining > 1000
    ? `about ${formatDuration(roughly(remaining))} left`
    : "almost done";
}

/** A guess has no business showing single seconds. */
const roughly = (ms: number) => (ms < 60_000 ? Math.ceil(ms / 5000) * 5000 : Math.ceil(ms / 60_000) * 60_000);

function bar(host: Host, done: number, all: number): string {
  const full = all === 0 ? 0 : Math.round((done / all) * barWidth);
  const [ink, rest] = hasUnicode(host) ? ["━", "╌"] : ["#", "."];
  return `${ink.repeat(full)}${rest.repeat(barWidth - full)}`;
}
