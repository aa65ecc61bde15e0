import type { Prepared } from "@seedkit/core";
import type { Host } from "../host.ts";
import { shown } from "../output/check-target.ts";
import { columns, counted, formatDuration } from "../output/format.ts";
import { pathOf, type Target } from "../output/target.ts";
import { painter } from "../terminal/colour.ts";
import { totalCost } from "./budget.ts";

export type DryRun = {
  readonly prepared: Prepared;
  readonly target: Target;
  /** How many calls would be made. */
  readonly count: number;
  readonly json: boolean;
};

/** Prints a dry run: what would be sent, its size, price and time. */
export function printPlan(host: Host, { prepared, target, count, json }: DryRun): void {
  const cost = totalCost(prepared, count);
  if (json) {
    host.stdout.write(`${JSON.stringify({ version: 1, ...prepared, calls: count, cost }, undefined, 2)}\n`);
    return;
  }
  const { plan, images, request, warnings, uploads, typicalMs } = prepared;
  const paint = painter(host, host.stdout);
  const each = images.min === images.max ? `${images.max}` : `${images.min}-${images.max}`;
  const times = count === 1 ? "" : ` in ${counted(count, "call")} of ${each}`;
  const most = images.max * count;
  const total = images.min === images.max ? counted(most, "image") : `${images.min * count}-${most} images`;
  const sum = count === 1 ? "" : ` (${count} x ${prepared.cost.formatted})`;
  const size = `${plan.width}x${plan.height}, ${plan.certainty === "exact" ? "exact" : "an estimate"}`;
  const rows = [
    ["Model", prepared.model],
    ["Images", `${total}${times}`],
    ["Size", `${size}: ${plan.why}`],
    ["Cost", `${cost.formatted}${sum}`],
    ["Time", `usually ${formatDuration(typicalMs)}${count === 1 ? "" : " a call"}`],
    ...(uploads === 0
      ? []
      : [["Uploads", `${counted(uploads, "reference")}, readable by anyone with the address`]]),
    ["Saves to", shown(target, pathOf(target, { index: 1, hash: "{hash}", extension: "jpg" }))],
    ["Request", `${request.method} ${request.url}`],
  ];
  host.stdout.write(columns(rows).replace(/^\w+/gm, (label) => paint("bold", label)));
  const body = JSON.stringify(request.body, undefined, 2).replaceAll("\n", "\n  ");
  host.stdout.write(`  ${paint("dim", body)}\n`);
  for (const { message } of warnings)
    host.stderr.write(`${painter(host, host.stderr)("yellow", "Note:")} ${message}\n`);
  host.stdout.write("Nothing was sent.\n");
}
