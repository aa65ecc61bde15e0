import * as vscode from "vscode";
import { askText, type Back, type StepFrame } from "./steps.ts";

type PromptStep = StepFrame & {
  readonly value: string;
  /** Another text to begin with, such as the heading at the caret while an unfinished draft is shown. */
  readonly suggestion?: string | undefined;
  readonly onChange: (text: string) => void;
};

/** Asks what the image shows. */
export function askPrompt({ suggestion, ...step }: PromptStep): Promise<string | Back | undefined> {
  let box: vscode.InputBox | undefined;
  const other = suggestion !== undefined && suggestion !== step.value ? suggestion : undefined;
  return askText({
    ...step,
    prompt: vscode.l10n.t("What does the image show?"),
    placeholder: vscode.l10n.t("A lighthouse in fog, film grain"),
    check: (text) => (text.trim() === "" ? vscode.l10n.t("The prompt is empty.") : undefined),
    onShow: (shown) => {
      box = shown;
      return new vscode.Disposable(() => undefined);
    },
    buttons: other
      ? [
          {
            iconPath: new vscode.ThemeIcon("discard"),
            tooltip: vscode.l10n.t("Use the text at the caret: {0}", other),
            run: () => {
              if (!box) return;
              box.value = other;
              step.onChange(other);
            },
          },
        ]
      : [],
  });
}
