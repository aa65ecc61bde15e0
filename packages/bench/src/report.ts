import { peers } from "./clients/index.ts";
import { ours } from "./clients/ours.ts";
import type { Measure, Section, Table } from "./section.ts";
import { reasons } from "./why-not.ts";

export type Heading = {
  readonly date: string;
  readonly machine: string;
  readonly versions: readonly string[];
};

/** All of it as Markdown: for the screen and for RESULTS.md alike. */
export function report(heading: Heading, sections: readonly Section[]): string {
  const measures = sections.flatMap(({ measures: list }) => list);
  return [
    "# Side by side",
    "Written by `pnpm bench`; do not edit.",
    `${heading.date}. ${heading.machine}.`,
    `Versions: ${heading.versions.join(", ")}.`,
    ...(measures.length > 0 ? ["## Who leads", table(leaders(measures)), ...behind(measures)] : []),
    ...sections.flatMap(({ title, method, tables }) => [`## ${title}`, method, ...tables.map(table)]),
  ]
    .join("\n\n")
    .concat("\n");
}

/** A Markdown table that also reads well on a screen. */
export function table({ columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  return [
    line(columns),
    `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
}

/** The clients that are ahead of ours in a measure, the best first. */
export function aheadOf(measure: Measure, id: string): string[] {
  const own = measure.values.get(id);
  if (own === undefined) return [];
  const sign = measure.better === "lower" ? 1 : -1;
  return [...measure.values]
    .filter(([, value]) => sign * (value - own) < 0)
    .toSorted(([, left], [, right]) => sign * (left - right))
    .map(([client]) => client);
}

function leaders(measures: readonly Measure[]): Table {
  return {
    columns: ["measure", "better", ...peers.map(({ title }) => title), "ours"],
    rows: measures.map((measure) => {
      const values = peers.map(({ id }) => measure.values.get(id));
      const ahead = aheadOf(measure, ours.id).length;
      return [
        measure.id,
        measure.better,
        ...values.map((value) => (value === undefined ? "" : measure.show(value))),
        ahead === 0 ? "leads" : `place ${ahead + 1} of ${measure.values.size}`,
      ];
    }),
  };
}

function behind(measures: readonly Measure[]): string[] {
  const lines = measures.flatMap((measure) => {
    const ahead = aheadOf(measure, ours.id).map((id) => ({ id, why: reasonFor(measure.id, id) }));
    return [...new Set(ahead.map(({ why }) => why))].map((why) => {
      const ids = ahead.filter((one) => one.why === why).map(({ id }) => id);
      const titles = ids.map((id) => peers.find((peer) => peer.id === id)?.title ?? id);
      return `- **${measure.id}**, ahead of ours: ${titles.join(", ")}. ${why}`;
    });
  });
  return lines.length === 0
    ? ["Ours leads every row."]
    : ["### Where ours does not lead, and why", lines.join("\n")];
}

function reasonFor(measure: string, id: string): string {
  const known: Record<string, string> | undefined = reasons[measure];
  return known?.[id] ?? "No reason is known: look into it.";
}
