import { fields } from "@seedkit/core";
import Papa from "papaparse";
import { type KnownModel, ownFields } from "./draft.ts";
import type { FieldNode, MappingNode, Node, ScalarNode } from "./nodes.ts";
import type { ProblemList } from "./problem-list.ts";
import { isExtension, type RawManifest, reportUnknown } from "./raw-manifest.ts";
import { createRowReader } from "./rows.ts";

/** A table: a header row with the fields' names, then one entry a row. Lists are separated by `|`. */
export function parseCsv(text: string, models: readonly KnownModel[], problems: ProblemList): RawManifest {
  const parsed = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const cells = cellReader(text, parsed.meta.delimiter);
  const rows = createRowReader(problems);
  const kinds = columnKinds(models);
  let header: ScalarNode[] | undefined;
  parsed.data.forEach((row, index) => {
    const nodes = cells(row);
    const error = parsed.errors.find((one) => one.row === index && one.type === "Quotes");
    if (error && nodes[0]) problems.add(nodes[0], "syntax", "", error.message);
    if (nodes.every((node) => node.text === "")) return;
    if (!header) {
      header = nodes;
      checkHeader(header, [...kinds.keys()], problems);
      return;
    }
    if (nodes.length > header.length && nodes[header.length]) {
      const message = `the row has ${nodes.length} cells, the header ${header.length}`;
      problems.add(nodes[header.length] as ScalarNode, "syntax", "", message);
    }
    rows.add(asMapping(header, nodes, kinds));
  });
  return { defaults: undefined, entries: rows.entries };
}

/** By the first row, which holds names only: prompts are full of commas. */
function delimiterOf(text: string): string {
  const [header = ""] = text.trimStart().split(/[\r\n]/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

type Kind = "text" | "number" | "list";

function columnKinds(models: readonly KnownModel[]): Map<string, Kind> {
  const kinds = new Map<string, Kind>([["id", "text"]]);
  for (const { model } of models) {
    for (const field of fields(model)) {
      kinds.set(field.name, field.multiple ? "list" : field.control === "number" ? "number" : "text");
    }
  }
  const numbers = ["count", "quality", "max_width"];
  for (const name of ownFields) {
    // A table has one row an image: there is nothing to combine.
    if (name !== "matrix")
      kinds.set(name, name === "tags" ? "list" : numbers.includes(name) ? "number" : "text");
  }
  return kinds;
}

function checkHeader(header: readonly ScalarNode[], known: readonly string[], problems: ProblemList): void {
  const seen = new Set<string>();
  for (const cell of header) {
    const name = cell.text.trim();
    if (seen.has(name)) problems.add(cell, "duplicate_field", name, `the column ${name} is there twice`);
    else if (!known.includes(name) && !isExtension(name)) reportUnknown(problems, cell, "", name, known);
    seen.add(name);
  }
  if (!seen.has("id") && header[0]) {
    problems.add(header[0], "bad_id", "id", "there is no column id; the first row names the columns");
  }
}

/** Gives each cell its place: the parser tells none, but what it read can be followed through the text. */
function cellReader(text: string, delimiter: string): (row: readonly string[]) => ScalarNode[] {
  let at = 0;
  return (row) => {
    const nodes = row.map((value): ScalarNode => {
      const isQuoted = text[at] === '"';
      const length = isQuoted ? value.length + 2 + (value.split('"').length - 1) : value.length;
      const start = at;
      const end = Math.min(text.length, at + length);
      at = end + delimiter.length;
      return { kind: "scalar", start, end, size: 1, text: value, plain: false };
    });
    // Behind the last cell stands a line's end, not a delimiter.
    const end = at - delimiter.length;
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    return nodes;
  };
}

function asMapping(
  header: readonly ScalarNode[],
  cells: readonly ScalarNode[],
  kinds: ReadonlyMap<string, Kind>,
): MappingNode {
  const fields = new Map<string, FieldNode>();
  header.forEach((key, column) => {
    const cell = cells[column];
    const name = key.text.trim();
    const kind = kinds.get(name);
    if (!cell || cell.text.trim() === "" || !kind || fields.has(name)) return;
    fields.set(name, { key: cell, value: cellValue(cell, kind) });
  });
  const [start, end] = [cells[0]?.start ?? 0, cells.at(-1)?.end ?? 0];
  return { kind: "mapping", start, end, size: fields.size + 1, fields, repeated: undefined };
}

function cellValue(cell: ScalarNode, kind: Kind): Node {
  if (kind === "text") return cell;
  if (kind === "number") return { ...cell, text: cell.text.trim(), plain: true };
  const { start, end } = cell;
  const items = cell.text.split("|").filter((text) => text.trim() !== "");
  return {
    kind: "sequence",
    start,
    end,
    size: items.length + 1,
    items: items.map((text) => ({ ...cell, text: text.trim() })),
  };
}
