import type { Node } from "./nodes.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { ProblemList } from "./problem-list.ts";
import type { RawManifest } from "./raw-manifest.ts";
import { createRowReader } from "./rows.ts";

/** One entry a line, each with its `id`. Empty lines are left out; a line that is broken hides no other. */
export function parseJsonLines(text: string, problems: ProblemList): RawManifest {
  const rows = createRowReader(problems);
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    if (match[0].trim() === "") continue;
    const offset = match.index;
    const node = parseYaml(match[0], (start, end, code, message) =>
      problems.add({ start: start + offset, end: end + offset }, code, "", message),
    );
    if (!node) continue;
    shift(node, offset, new Set());
    if (node.kind === "mapping") rows.add(node);
    else
      problems.add(
        node,
        "wrong_type",
        "",
        'a line is an object, such as {"id": "hero", "prompt": "A teapot"}',
      );
  }
  return { defaults: undefined, entries: rows.entries };
}

/** Moves a line's nodes to where the line stands in the file. */
function shift(node: Node, offset: number, done: Set<Node>): void {
  // What an alias stands for is one node in two places.
  if (done.has(node)) return;
  done.add(node);
  node.start += offset;
  node.end += offset;
  if (node.kind === "sequence") for (const item of node.items) shift(item, offset, done);
  if (node.kind !== "mapping") return;
  for (const field of [...node.fields.values(), ...(node.repeated ?? [])]) {
    shift(field.key, offset, done);
    shift(field.value, offset, done);
  }
}
