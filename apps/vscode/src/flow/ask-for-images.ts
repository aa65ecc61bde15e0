import type * as vscode from "vscode";
import type { JobRequest } from "../core/jobs/job.ts";
import { loadLater } from "../core/load-later.ts";
import type { Services } from "../services.ts";
import { type FlowKind, type KeptDraft, keepDraft, keptDraft } from "./drafts.ts";
import { askPrompt } from "./prompt-step.ts";
import { nextReferences } from "./references.ts";
import { type Back, back } from "./steps.ts";

/** What is known before the first step. */
export type FlowStart = {
  readonly kind: FlowKind;
  readonly title: string;
  /** Begins with this, also where an unfinished draft waits. */
  readonly prompt?: string | undefined;
  /** The prompt is all there: begins with the review. */
  readonly ready?: boolean;
  /** Begins with this where no draft waits. */
  readonly suggestion?: string | undefined;
  /** Files, as URIs. @default those that were set for the next image */
  readonly references?: readonly string[];
  /** Asks how many there shall be, from two on. */
  readonly several?: boolean;
  /** Where the images go. @default by the settings */
  readonly folder?: vscode.Uri | undefined;
  /** What new files are called. @default the setting's template */
  readonly name?: string;
  /** How many steps were taken already: Back leads there. */
  readonly stepsBefore?: number;
  /** The file it is for: settings are read for it. */
  readonly near?: vscode.Uri | undefined;
};

// By then the box is drawn.
const boxMs = 100;

/**
 * Asks for everything that images need, the price shown last, and gives the calls that come of it. Undefined:
 * the person left with Esc, and what was chosen waits for the next time. Back: to the steps before these.
 */
export async function askForImages(
  services: Services,
  start: FlowStart,
): Promise<readonly JobRequest[] | Back | undefined> {
  // The schemas load while the prompt is typed: before its box is in sight they would keep it from coming.
  const loadReview = loadLater(() => import("./review.ts"), boxMs);
  const kept = keptDraft(services, start.kind);
  let draft: KeptDraft = {
    ...kept,
    prompt: start.prompt ?? (kept?.prompt || start.suggestion || ""),
    references: start.references ?? nextReferences(services),
  };
  let ready = start.ready ?? false;
  for (;;) {
    const prompt = ready
      ? draft.prompt
      : await askPrompt({
          title: start.title,
          ...stepOf(start, 1),
          canGoBack: (start.stepsBefore ?? 0) > 0,
          value: draft.prompt,
          suggestion: start.suggestion,
          onChange: (text) => {
            draft = { ...draft, prompt: text };
          },
        });
    if (prompt === back) return back;
    if (prompt === undefined) break;
    ready = false;
    const { review } = await loadReview();
    const reviewed = await review(services, start, { ...draft, prompt });
    if (reviewed.requests) return reviewed.requests;
    draft = reviewed.draft;
    if (!reviewed.back) break;
  }
  await keepDraft(services, start.kind, draft);
  return undefined;
}

/** Where a step of the flow stands among all of them. */
export function stepOf(start: FlowStart, step: number): { step: number; totalSteps: number } {
  const before = start.stepsBefore ?? 0;
  return { step: before + step, totalSteps: before + (start.several ? 3 : 2) };
}
