import * as vscode from "vscode";

/** What the text at the caret suggests as a prompt, in one line. */
export async function suggestPrompt(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { promptSuggestion } = await import("../languages/prompt-suggestion.ts");
  return promptSuggestion(editor)?.replaceAll(/\s+/g, " ").trim() || undefined;
}
