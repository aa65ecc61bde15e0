import * as vscode from "vscode";
import type { Draft } from "../core/flow/draft.ts";
import { quote } from "../core/flow/quote.ts";
import type { FieldContext } from "./field-steps.ts";
import { askPick, type Back, back, type StepFrame } from "./steps.ts";
import { quoteText } from "./words.ts";

/** The most calls of one draft at once. */
const most = 8;

/** Asks how many calls are made, each for an image of its own, with the price of all. */
export async function askCount(
  draft: Draft,
  { model, references }: FieldContext,
  frame: StepFrame,
  least = 1,
): Promise<number | Back | undefined> {
  const items = Array.from({ length: most - least + 1 }, (_, index) => {
    const count = least + index;
    const description = quoteText(quote({ ...draft, count }, model, references));
    return { label: String(count), description, count };
  });
  const active = items.find(({ count }) => count === draft.count);
  const placeholder = vscode.l10n.t("How many images? Each is a call of its own.");
  const chosen = await askPick({ ...frame, items, active, placeholder });
  return chosen === undefined || chosen === back ? chosen : chosen.count;
}
