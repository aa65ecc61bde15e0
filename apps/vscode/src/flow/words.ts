import type { Field, Issue, SizePlan } from "@seedkit/core";
import * as vscode from "vscode";
import type { Quote } from "../core/flow/quote.ts";
import { sentenceOfCore } from "../core/flow/sentences-of-core.ts";

/** A value as people read it: `match_input_image` as `match input image`. */
export const valueText = (value: string | number | null): string =>
  value === null ? vscode.l10n.t("The model decides") : String(value).replaceAll("_", " ");

/** Labels and help are core's own; a translation has them as keys. */
export const labelOf = (field: Field): string => vscode.l10n.t(field.label);
export const helpOf = (field: Field): string => vscode.l10n.t(field.help);

/** What core says of an input or a size, in the person's language. */
export function coreText(text: string): string {
  const sentence = sentenceOfCore(text);
  return sentence ? vscode.l10n.t(sentence.key, ...sentence.parts) : text;
}

/** `2048 x 2048`, and that it is an estimate where it is one. */
export function sizeText({ width, height, certainty }: SizePlan): string {
  return certainty === "exact"
    ? vscode.l10n.t("{0} x {1}", width, height)
    : vscode.l10n.t("about {0} x {1}", width, height);
}

/** `$0.04 · 2048 x 2048 · about 32 s`; what is wrong in place of it. */
export function quoteText(quote: Quote): string {
  if (!quote.ok) return quote.issues.map(issueText).join("; ");
  const { min, max } = quote.images;
  const count = min === max ? `${max}` : `${min}-${max}`;
  return [
    quote.cost.formatted,
    ...(max > 1 ? [vscode.l10n.t("{0} images", count)] : []),
    sizeText(quote.plan),
    vscode.l10n.t("about {0} s", Math.round(quote.typicalMs / 1000)),
  ].join(" · ");
}

/** What is wrong, with the nearest value that is allowed. */
export function issueText({ message, nearest }: Issue): string {
  const text = coreText(message);
  return nearest === undefined ? text : vscode.l10n.t("{0}; nearest: {1}", text, nearest);
}

/** The beginning of a prompt, as a name for what comes of it. */
export function shortTitle(prompt: string): string {
  const words = prompt.trim().split(/\s+/).slice(0, 6).join(" ");
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
}

/** The last part of a URI's path. */
export const nameOf = (uri: string): string => {
  const { path } = vscode.Uri.parse(uri);
  return path.slice(path.lastIndexOf("/") + 1);
};
