import { type Field, listModels, type Model } from "@seedkit/core";
import * as vscode from "vscode";
import type { Draft } from "../core/flow/draft.ts";
import { chosenFields, fieldValue, promptField } from "../core/flow/form.ts";
import type { Quote } from "../core/flow/quote.ts";
import { askPick, type Back, type StepFrame } from "./steps.ts";
import { coreText, labelOf, nameOf, quoteText, valueText } from "./words.ts";

/** What somebody wants in the review: to send it, or to change something first. */
export type ReviewAnswer =
  | { readonly kind: "generate" | "prompt" | "model" | "references" | "count" | "folder" }
  | { readonly kind: "field"; readonly field: Field };

type ReviewItem = vscode.QuickPickItem & { readonly answer?: ReviewAnswer };

export type Review = {
  readonly draft: Draft;
  readonly model: Model;
  readonly quote: Quote;
  /** Where the images go. */
  readonly folder: vscode.Uri;
};

/** The last step: what it costs and gives, Enter to generate, and every choice to change. */
export async function askReview(review: Review, frame: StepFrame): Promise<ReviewAnswer | Back | undefined> {
  const items = reviewItems(review);
  const chosen = await askPick({
    ...frame,
    items,
    active: items[0],
    placeholder: vscode.l10n.t("Enter generates. Or choose what to change."),
  });
  return typeof chosen === "object" ? chosen.answer : chosen;
}

function reviewItems({ draft, model, quote, folder }: Review): ReviewItem[] {
  const { t } = vscode.l10n;
  const row = (label: string, description: string, answer: ReviewAnswer): ReviewItem => ({
    label,
    description,
    answer,
  });
  const fields = chosenFields(model, draft.choices);
  return [
    generateItem(quote, draft, fields),
    { label: t("Change"), kind: vscode.QuickPickItemKind.Separator },
    row(t("Prompt"), draft.prompt, { kind: "prompt" }),
    ...fields.map((field) =>
      row(labelOf(field), valueText(fieldValue(draft.choices, field)), { kind: "field", field }),
    ),
    {
      ...row(t("References"), draft.references.map(nameOf).join(", ") || t("none"), { kind: "references" }),
      ...(draft.references.length > 0 && {
        detail: t("They are uploaded: who knows their address can see them."),
      }),
    },
    row(t("Variations"), String(draft.count), { kind: "count" }),
    ...(listModels().length > 1 ? [row(t("Model"), model.title, { kind: "model" })] : []),
    row(t("Folder"), vscode.workspace.asRelativePath(folder), { kind: "folder" }),
  ];
}

/** The first item: the price stands on it. What stands in the way leads to where it is put right. */
function generateItem(quote: Quote, draft: Draft, fields: readonly Field[]): ReviewItem {
  if (quote.ok) {
    const warnings = quote.warnings.map(({ message }) => coreText(message)).join("; ");
    return {
      label: `$(sparkle) ${vscode.l10n.t("Generate · {0}", quoteText(quote))}`,
      ...(warnings !== "" && { detail: `$(warning) ${warnings}` }),
      answer: { kind: "generate" },
      alwaysShow: true,
    };
  }
  const [first] = quote.issues;
  const field = fields.find(({ name }) => name === first?.path);
  const answer: ReviewAnswer = field
    ? { kind: "field", field }
    : { kind: first?.path === promptField ? "prompt" : "references" };
  const place = /\[(\d+)\]$/.exec(first?.path ?? "")?.[1];
  const reference = place === undefined ? undefined : draft.references[Number(place)];
  const subject = field ? labelOf(field) : reference && nameOf(reference);
  const text = quoteText(quote);
  return { label: `$(error) ${subject ? `${subject}: ${text}` : text}`, answer, alwaysShow: true };
}
