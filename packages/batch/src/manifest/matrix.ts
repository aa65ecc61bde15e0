import type { MappingNode, Node } from "./nodes.ts";
import type { ProblemList } from "./problem-list.ts";
import type { RawEntry } from "./raw-manifest.ts";
import type { Variables } from "./variables.ts";

/** One combination of an entry's variables. */
export type Combination = {
  /** `hero/red/large`. */
  readonly id: string;
  /** As they were written: for prompts and files that are there. */
  readonly variables: Variables;
  /** As they stand in the id: for the names of outputs. */
  readonly slugs: Variables;
};

const mostCombinations = 10_000;
const reserved = ["id", "index", "model"];
const none: Variables = {};

/** Every combination of the entry's `matrix`, the last variable changing fastest; the entry itself without one. */
export function expandMatrix({ id, fields }: RawEntry, problems: ProblemList): readonly Combination[] {
  const matrix = fields.fields.get("matrix")?.value;
  const itself = [{ id, variables: none, slugs: none }];
  if (!matrix) return itself;
  const path = `images.${id}.matrix`;
  if (matrix.kind !== "mapping") {
    problems.add(matrix, "wrong_type", path, "matrix is a mapping from a variable to a list of values");
    return itself;
  }
  const axes = readAxes(matrix, path, problems);
  const total = axes.reduce((product, { values }) => product * values.length, 1);
  if (total > mostCombinations) {
    const message = `the matrix has ${total} combinations; allowed: at most ${mostCombinations}`;
    problems.add(matrix, "too_many", path, message, { allowed: `at most ${mostCombinations}` });
    return itself;
  }
  return axes.reduce<readonly Combination[]>(
    (sofar, { name, values }) =>
      sofar.flatMap((one) =>
        values.map(({ text, slug }) => ({
          id: `${one.id}/${slug}`,
          variables: { ...one.variables, [name]: text },
          slugs: { ...one.slugs, [name]: slug },
        })),
      ),
    itself,
  );
}

type Axis = { readonly name: string; readonly values: readonly Value[] };
type Value = { readonly text: string; readonly slug: string };

function readAxes(matrix: MappingNode, path: string, problems: ProblemList): Axis[] {
  for (const { key } of matrix.repeated ?? []) {
    problems.add(key, "duplicate_field", `${path}.${key.text}`, `the variable ${key.text} is there twice`);
  }
  const axes: Axis[] = [];
  for (const [name, { key, value }] of matrix.fields) {
    const at = `${path}.${name}`;
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || reserved.includes(name)) {
      const allowed = `letters, digits and _, starting with a letter; not ${reserved.join(", ")}`;
      problems.add(key, "bad_variable", at, `${name} is no name for a variable; allowed: ${allowed}`, {
        allowed,
      });
    } else if (value.kind !== "sequence" || value.items.length === 0) {
      problems.add(value, "wrong_type", at, `${name} takes a list of values, such as [red, blue]`);
    } else axes.push({ name, values: readValues(value.items, at, problems) });
  }
  return axes;
}

function readValues(items: readonly Node[], path: string, problems: ProblemList): Value[] {
  const seen = new Map<string, string>();
  const values: Value[] = [];
  items.forEach((item, index) => {
    const at = `${path}[${index}]`;
    if (item.kind !== "scalar" || item.text === "") {
      problems.add(item, "wrong_type", at, "a value of a variable is a text or a number");
      return;
    }
    const slug = slugOf(item.text);
    const same = seen.get(slug);
    if (slug === "") {
      problems.add(item, "bad_variable", at, `"${item.text}" has no letter or digit to make an id of`);
    } else if (same !== undefined) {
      const message = `"${item.text}" and "${same}" give the same id part "${slug}": combinations are unique`;
      problems.add(item, "duplicate_combination", at, message);
    } else {
      seen.set(slug, item.text);
      values.push({ text: item.text, slug });
    }
  });
  return values;
}

/** A value as part of ids and file names: `Light blue` is `light-blue`. */
function slugOf(value: string): string {
  const words = value
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}._]+/gu, "-");
  return words.replace(/^[-.]+|[-.]+$/g, "").slice(0, 80);
}
