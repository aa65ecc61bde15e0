import type { Field, Model } from "@seedkit/core";
import * as vscode from "vscode";
import type { Draft } from "../core/flow/draft.ts";
import { choose, dependentFields, fieldValue, typedValue } from "../core/flow/form.ts";
import { type Quote, quote } from "../core/flow/quote.ts";
import { askPick, askText, type Back, back, type StepFrame } from "./steps.ts";
import { coreText, helpOf, issueText, labelOf, quoteText, sizeText, valueText } from "./words.ts";

type References = readonly (Uint8Array | undefined)[];
/** What a field's step needs beside the draft. */
export type FieldContext = { readonly model: Model; readonly references: References };

/**
 * Asks for a field, and then for those that matter only with its new value, such as the sides of a custom size.
 * Back from the first gives the draft as it was.
 */
export async function askField(
  draft: Draft,
  field: Field,
  context: FieldContext,
): Promise<Draft | Back | undefined> {
  let chain = [field];
  let current = draft;
  let at = 0;
  for (let asked = chain[at]; asked; asked = chain[at]) {
    const answer = await askOne(current, asked, context, {
      title: labelOf(asked),
      canGoBack: true,
      ...(chain.length > 1 && { step: at + 1, totalSteps: chain.length }),
    });
    if (answer === undefined || (answer === back && at === 0)) return answer;
    at += answer === back ? -1 : 1;
    if (answer === back) continue;
    current = answer;
    if (asked === field) chain = [field, ...dependentFields(context.model, current.choices, field.name)];
  }
  return current;
}

const askOne = (draft: Draft, field: Field, context: FieldContext, frame: StepFrame) =>
  field.options ? askOption(draft, field, context, frame) : askValue(draft, field, context, frame);

/** One of the field's options, each with the price and size that it would give. */
async function askOption(
  draft: Draft,
  field: Field,
  { model, references }: FieldContext,
  frame: StepFrame,
): Promise<Draft | Back | undefined> {
  const values = field.default === null ? [null, ...(field.options ?? [])] : (field.options ?? []);
  const items = values.map((value) => {
    const quoted = quoteText(quote(choose(draft, field, value), model, references));
    const isDefault = value !== null && value === field.default;
    const description = isDefault ? `${quoted} · ${vscode.l10n.t("default")}` : quoted;
    return { label: valueText(value), description, value };
  });
  const active = items.find(({ value }) => value === fieldValue(draft.choices, field));
  const chosen = await askPick({ ...frame, items, active, placeholder: helpOf(field) });
  return chosen === undefined || chosen === back ? chosen : choose(draft, field, chosen.value);
}

/** A number or a text, checked by the model at every key. */
async function askValue(
  draft: Draft,
  field: Field,
  { model, references }: FieldContext,
  frame: StepFrame,
): Promise<Draft | Back | undefined> {
  const drafted = (text: string) =>
    text.trim() === "" ? choose(draft, field, null) : choose(draft, field, typedValue(field, text));
  const answer = await askText({
    ...frame,
    value: String(fieldValue(draft.choices, field) ?? ""),
    prompt: helpOf(field),
    check: (text) => told(field, quote(drafted(text), model, references)),
  });
  return answer === undefined || answer === back ? answer : drafted(answer);
}

/** What is wrong with the field, or what comes of it; what is wrong elsewhere is told there. */
function told(field: Field, quoted: Quote): string | vscode.InputBoxValidationMessage | undefined {
  if (!quoted.ok) {
    const own = quoted.issues.find(({ path }) => path === field.name);
    return own && issueText(own);
  }
  const { plan } = quoted;
  return {
    message: vscode.l10n.t("Gives {0}: {1}", sizeText(plan), coreText(plan.why)),
    severity: vscode.InputBoxValidationSeverity.Info,
  };
}
