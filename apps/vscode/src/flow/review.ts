import { getModel, listModels, type Model } from "@seedkit/core";
import * as vscode from "vscode";
import type { Draft } from "../core/flow/draft.ts";
import { fittingChoices, inputOf } from "../core/flow/form.ts";
import { quote } from "../core/flow/quote.ts";
import type { JobRequest } from "../core/jobs/job.ts";
import { readSettings } from "../host/settings.ts";
import type { Services } from "../services.ts";
import { type FlowStart, stepOf } from "./ask-for-images.ts";
import { askCount } from "./count-step.ts";
import { type KeptDraft, keepDraft, rememberChoices, rememberedChoices } from "./drafts.ts";
import { ensureKey } from "./ensure-key.ts";
import { askField, type FieldContext } from "./field-steps.ts";
import { askForFolder, outputFolder } from "./output-folder.ts";
import { preferredChoices, preferredModel } from "./preferences.ts";
import { askReferences, readReferences } from "./reference-step.ts";
import { setNextReferences } from "./references.ts";
import { askReview, type ReviewAnswer } from "./review-step.ts";
import { askPick, type Back, back } from "./steps.ts";
import { shortTitle } from "./words.ts";

type Reviewed = {
  readonly draft: Draft;
  /** The person wants the prompt again. */
  readonly back?: boolean;
  readonly requests?: readonly JobRequest[];
};

/** Everything after the prompt: the number of images where it is asked for, then the review with its changes. */
export async function review(services: Services, start: FlowStart, kept: KeptDraft): Promise<Reviewed> {
  let draft = openDraft(services, start, kept);
  let folder = start.folder ?? (await outputFolder(services, start.near));
  if (!folder) return { draft };
  const { title } = start;
  let counting = start.several ?? false;
  for (;;) {
    const model = getModel(draft.model);
    const context = { model, references: await readReferences(draft.references) };
    if (counting) {
      const count = await askCount(draft, context, { title, ...stepOf(start, 2), canGoBack: true }, 2);
      if (typeof count !== "number") return { draft, back: count === back };
      draft = { ...draft, count };
      counting = false;
    }
    const quoted = quote(draft, model, context.references);
    const frame = { title, ...stepOf(start, start.several ? 3 : 2), canGoBack: true };
    const answer = await askReview({ draft, model, quote: quoted, folder }, frame);
    if (answer === undefined) return { draft };
    if (answer === back && start.several) counting = true;
    else if (answer === back || answer.kind === "prompt") return { draft, back: true };
    else if (answer.kind === "generate") {
      if (!(await ensureKey(services))) return { draft };
      await sent(services, start, draft);
      return { draft, requests: requestsOf(draft, model, folder, start) };
    } else if (answer.kind === "folder") folder = (await askForFolder({ defaultUri: folder })) ?? folder;
    else {
      const changed = await change(services, draft, answer, context);
      if (changed === undefined) return { draft };
      if (changed !== back) draft = changed;
      // What was set for the next image is one list, wherever it is changed.
      if (answer.kind === "references" && !start.references)
        await setNextReferences(services, draft.references);
    }
  }
}

function openDraft(services: Services, start: FlowStart, kept: KeptDraft): Draft {
  const remembered = rememberedChoices(services);
  const known = listModels().some(({ id }) => id === kept.model);
  const model: Model = known && kept.model ? getModel(kept.model) : preferredModel(remembered, start.near);
  const choices = kept.choices ?? preferredChoices(model, remembered, start.near);
  return {
    prompt: kept.prompt,
    model: model.id,
    choices: fittingChoices(model, choices),
    references: kept.references ?? [],
    count: kept.count ?? (start.several ? 4 : 1),
  };
}

/** Nothing is left to offer again but the choices. */
async function sent(services: Services, start: FlowStart, draft: Draft): Promise<void> {
  await keepDraft(services, start.kind, undefined);
  await rememberChoices(services, draft);
  if (!start.references) await setNextReferences(services, []);
}

function requestsOf(draft: Draft, model: Model, folder: vscode.Uri, start: FlowStart): JobRequest[] {
  const request: JobRequest = {
    title: shortTitle(draft.prompt),
    model: model.id,
    input: inputOf(draft, model),
    references: draft.references,
    target: {
      kind: "folder",
      folder: folder.toString(),
      name: start.name ?? readSettings(start.near ?? folder).fileName,
    },
  };
  return Array.from({ length: draft.count }, () => request);
}

/** Asks for one choice anew. */
async function change(
  services: Services,
  draft: Draft,
  answer: ReviewAnswer,
  context: FieldContext,
): Promise<Draft | Back | undefined> {
  if (answer.kind === "field") return askField(draft, answer.field, context);
  if (answer.kind === "count") {
    const count = await askCount(draft, context, { title: vscode.l10n.t("Variations"), canGoBack: true });
    return typeof count === "number" ? { ...draft, count } : count;
  }
  if (answer.kind === "model") return askModel(draft);
  const references = await askReferences(services, draft.references, vscode.l10n.t("References"));
  return references && { ...draft, references };
}

async function askModel(draft: Draft): Promise<Draft | Back | undefined> {
  const items = listModels().map(({ id, title, summary }) => ({ label: title, detail: summary, id }));
  const active = items.find(({ id }) => id === draft.model);
  const chosen = await askPick({ title: vscode.l10n.t("Model"), canGoBack: true, items, active });
  if (chosen === undefined || chosen === back) return chosen;
  return { ...draft, model: chosen.id, choices: fittingChoices(getModel(chosen.id), draft.choices) };
}
