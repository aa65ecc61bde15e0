/** One combination of a matrix. */
export type MatrixRow = Readonly<Record<string, unknown>>;

const mostRows = 256;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isRow = (value: unknown): value is MatrixRow =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function rowsOf(value: unknown, what: string): readonly MatrixRow[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value) && value.every(isRow)) return value;
  throw new Error(`The matrix's '${what}' is no list of mappings`);
}

/**
 * The rows of a filled matrix, `undefined` once where there is none.
 * @throws Error for more than 256 rows, none at all, or a dimension that is no list
 */
export function expandMatrix(matrix: unknown): readonly (MatrixRow | undefined)[] {
  if (matrix === undefined || matrix === null) return [undefined];
  if (!isRow(matrix)) throw new Error("The matrix is no mapping");
  const { include, exclude, ...dimensions } = matrix;
  let rows: MatrixRow[] = Object.keys(dimensions).length > 0 ? [{}] : [];
  for (const [name, values] of Object.entries(dimensions)) {
    if (!Array.isArray(values)) throw new Error(`The matrix's '${name}' is no list`);
    if (values.length === 0) throw new Error(`Matrix vector '${name}' does not contain any values`);
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value })));
  }
  const excluded = rowsOf(exclude, "exclude");
  rows = rows.filter(
    (row) => !excluded.some((out) => Object.entries(out).every(([name, value]) => same(row[name], value))),
  );
  const all = includeRows(rows, rowsOf(include, "include"));
  if (all.length === 0) throw new Error("The matrix has no row");
  if (all.length > mostRows) throw new Error(`The matrix has ${all.length} rows, ${mostRows} are the most`);
  return all;
}

/** An include joins every row whose own values it does not change, or becomes a row itself. */
function includeRows(rows: readonly MatrixRow[], includes: readonly MatrixRow[]): MatrixRow[] {
  const joined = rows.map((row) => ({ own: row, all: { ...row } }));
  const added: MatrixRow[] = [];
  for (const include of includes) {
    const fits = joined.filter(({ own }) =>
      Object.entries(include).every(([name, value]) => !(name in own) || same(own[name], value)),
    );
    for (const row of fits) Object.assign(row.all, include);
    if (fits.length === 0) added.push(include);
  }
  return [...joined.map(({ all }) => all), ...added];
}
