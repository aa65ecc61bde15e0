import type { MappingNode } from "./nodes.ts";
import type { ProblemList } from "./problem-list.ts";
import { checkId, type RawEntry, rawEntry, reportDuplicateId } from "./raw-manifest.ts";

/** Makes entries of rows that name their own id: lines of JSON, lines of a table. */
export function createRowReader(problems: ProblemList): {
  add(row: MappingNode): void;
  readonly entries: readonly RawEntry[];
} {
  const entries: RawEntry[] = [];
  const ids = new Set<string>();
  return {
    entries,
    add(row) {
      const id = row.fields.get("id")?.value;
      if (id?.kind !== "scalar" || id.text === "") {
        problems.add(id ?? { start: row.start, end: row.start }, "bad_id", "images", "id is missing");
        return;
      }
      // What a matrix was expanded to stands in a report's errors.jsonl, one line a variant.
      if (!checkId(id.text, id, problems, true)) return;
      if (ids.has(id.text)) return reportDuplicateId(id.text, id, problems);
      ids.add(id.text);
      row.fields.delete("id");
      entries.push(rawEntry(id.text, id, row, problems));
    },
  };
}
