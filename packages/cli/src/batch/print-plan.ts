import type { EntryState, Lock, Plan, PlannedEntry } from "@seedkit/batch/manifest";
import type { Host } from "../host.ts";
import { columns, counted, formatDuration } from "../output/format.ts";
import { type Paint, painter, type Style } from "../terminal/colour.ts";
import type { Loaded } from "./load.ts";
import { countStates, freeCalls } from "./plan-document.ts";

const styles: Readonly<Record<EntryState, Style>> = {
  new: "green",
  changed: "cyan",
  missing: "yellow",
  edited: "yellow",
  incomplete: "cyan",
  unchanged: "dim",
};

// More than a person reads; `--json` and pipes have all.
const mostRows = 50;

/** Prints what a run would make: one line an entry that is not as it should be, then the price. */
export function printPlan(host: Host, { project, plan, lock }: Loaded, concurrency: number): void {
  const paint = painter(host, host.stdout);
  const open = plan.entries.filter(({ state }) => state !== "unchanged");
  const shown = host.stdout.isTTY ? open.slice(0, mostRows) : open;
  if (shown.length > 0) host.stdout.write(`${columns(shown.map((entry) => row(entry, lock, paint)))}`);
  if (shown.length < open.length)
    host.stdout.write(paint("dim", `and ${open.length - shown.length} more; --json has them all\n`));
  for (const { id, files } of plan.orphans)
    host.stdout.write(`${paint("yellow", "orphan")}  ${id}  ${paint("dim", files.join(", "))}\n`);
  if (open.length + plan.orphans.length > 0) host.stdout.write("\n");
  host.stdout.write(`${paint("bold", project.file)}: ${states(plan.entries, plan.orphans.length)}\n`);
  host.stdout.write(`${price(plan, concurrency, paint)}\n`);
}

function price(plan: Plan, concurrency: number, paint: Paint): string {
  const free = freeCalls(plan);
  const paid = plan.jobCount - free;
  const again = `${counted(free, "image")} written anew from what is there, at no cost`;
  if (paid === 0) return free > 0 ? `${again}.` : "There is nothing to make.";
  const time = `usually ${formatDuration(plan.expectedMs)} with ${concurrency} at once`;
  const cost = `${counted(paid, "call")} for ${paint("bold", plan.cost.formatted)}, ${time}.`;
  return `${cost}${free > 0 ? ` ${again}.` : ""}`;
}

function row(
  { entry, state, changes, files, jobs, reusable, size, cost }: PlannedEntry,
  lock: Lock | undefined,
  paint: Paint,
): string[] {
  const drawn = lock?.images[entry.id]?.calls.some(({ emulated }) => emulated) ?? false;
  const reason = why(state, changes, files, drawn);
  const paid = jobs.length - reusable.length;
  const made = paid > 0;
  const times = paid > 1 ? `${paid} x ` : "";
  return [
    paint(styles[state], state),
    entry.id,
    made ? `${times}${size.certainty === "estimate" ? "~" : ""}${size.width}x${size.height}` : "",
    made ? paint("dim", entry.model) : "",
    made ? cost.formatted : "",
    reason && paint("dim", reason),
  ];
}

function why(
  state: EntryState,
  changes: readonly string[],
  files: readonly string[],
  drawn: boolean,
): string {
  if (state === "changed") return changes.join(", ");
  if (state === "missing") return `${files.join(", ")} ${files.length === 1 ? "is" : "are"} gone`;
  if (state === "edited") return `${files.join(", ")} edited by hand: left alone`;
  return state === "incomplete" && drawn ? "drawn by the emulator" : "";
}

function states(entries: readonly PlannedEntry[], orphans: number): string {
  const counts = Object.entries(countStates(entries)).filter(([, count]) => count > 0);
  const parts = counts.map(([state, count]) => `${count} ${state}`);
  if (orphans > 0) parts.push(counted(orphans, "orphan"));
  return parts.join(", ") || "no images";
}
