/** Where something stands in a manifest. Lines and columns count from 1; columns in UTF-16 units. */
export type Position = {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
};

/** Something wrong with a manifest, or odd about it. Every problem of the whole file is told at once. */
export type Problem = Position & {
  readonly severity: "error" | "warning";
  /** `unknown_field`, `duplicate_id`, `output_collision` …: stable, for tools. */
  readonly code: string;
  readonly message: string;
  /** As it was named to the reader: relative paths stay relative. */
  readonly file: string;
  /** `images.hero.aspect_ratio`. Empty for the file as a whole. */
  readonly path: string;
  readonly allowed?: string;
  readonly nearest?: string | number;
};

/** `seedkit.yaml:12:5: error: …`, the form every terminal and editor makes a link of. */
export function formatProblem({ file, line, column, severity, message }: Problem): string {
  return `${file}:${line}:${column}: ${severity}: ${message}`;
}
