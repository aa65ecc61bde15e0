import type { Plan, Problem, RunResult } from "@seedkit/batch";
import type { Project } from "../project/open-project.ts";

export type Status = "success" | "partial" | "failed" | "planned" | "skipped" | "budget" | "cancelled";

export type Uploaded = { readonly id: string; readonly url: string };

/** How a step ended, as outputs and summary tell it. */
export type Outcome = {
  readonly status: Status;
  /** Sentences for people: why it was skipped, refused or ended. */
  readonly reasons: readonly string[];
  /** Of the manifest and the plan. */
  readonly problems: readonly Problem[];
  readonly project?: Project;
  readonly plan?: Plan;
  readonly result?: RunResult;
  /** Calls that were to be made when it began. */
  readonly planned?: number;
  /** From the workspace. */
  readonly resultsFile?: string;
  readonly artifact?: Uploaded;
  readonly contactSheet?: Uploaded;
  readonly matrix?: string;
};

const statuses: Readonly<Record<RunResult["status"], Status>> = {
  success: "success",
  partial: "partial",
  failed: "failed",
  budget: "budget",
  interrupted: "cancelled",
};

export const statusOf = ({ status }: RunResult): Status => statuses[status];
