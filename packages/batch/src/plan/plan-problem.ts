import type { Entry, Manifest } from "../manifest/entry.ts";
import type { Problem } from "../manifest/problem.ts";

export type TellPlan = (
  entry: Entry,
  code: string,
  field: string,
  message: string,
  severity?: Problem["severity"],
) => void;

/** Collects what planning finds wrong, each at the entry it is about. */
export function createPlanProblems({ file }: Manifest): {
  readonly tell: TellPlan;
  readonly tellAll: (code: string, message: string, nearest?: string) => void;
  readonly problems: Problem[];
} {
  const problems: Problem[] = [];
  return {
    problems,
    tell(entry, code, field, message, severity = "error") {
      const path = `images.${entry.id}${field && `.${field}`}`;
      problems.push({ ...entry.position, severity, code, file, path, message: `${entry.id}: ${message}` });
    },
    tellAll(code, message, nearest) {
      const at = { severity: "error", file, line: 1, column: 1, path: "" } as const;
      problems.push({ ...at, code, message, ...(nearest === undefined ? {} : { nearest }) });
    },
  };
}
