import * as vscode from "vscode";
import { promptSuggestion } from "../languages/prompt-suggestion.ts";

/** What the text at the caret suggests as a prompt, in one line. */
export function suggestPrompt(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  return promptSuggestion(editor)?.replaceAll(/\s+/g, " ").trim() || undefined;
}
