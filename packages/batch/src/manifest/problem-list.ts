import { formatProblem, type Problem } from "./problem.ts";
import type { SourceText } from "./source-text.ts";

/** Where a problem is: a node, or offsets. */
export type Span = { readonly start: number; readonly end: number };

export type ProblemDetails = {
  readonly severity?: "warning";
  readonly allowed?: string | undefined;
  readonly nearest?: string | number | undefined;
};

/** Collects the problems of one file. */
export type ProblemList = {
  add(at: Span, code: string, path: string, message: string, details?: ProblemDetails): void;
  /** True where something is wrong, not only odd. */
  readonly hasErrors: boolean;
  /** In the order of the file. */
  sorted(): Problem[];
};

export function createProblemList(file: string, source: SourceText): ProblemList {
  // A wrong default is wrong in each entry that takes it, and is told once.
  const told = new Map<string, Problem>();
  let hasErrors = false;
  return {
    get hasErrors() {
      return hasErrors;
    },
    add(at, code, path, message, { severity, allowed, nearest } = {}) {
      const problem: Problem = {
        severity: severity ?? "error",
        code,
        message,
        file,
        path,
        ...source.position(at.start, at.end),
        ...(allowed === undefined ? {} : { allowed }),
        ...(nearest === undefined ? {} : { nearest }),
      };
      hasErrors ||= problem.severity === "error";
      const key = `${code} ${formatProblem(problem)}`;
      if (!told.has(key)) told.set(key, problem);
    },
    sorted: () => sortProblems([...told.values()]),
  };
}

export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
