import type * as vscode from "vscode";
import { syntaxOf } from "../core/language.ts";
import { imageReferences } from "../core/links/image-references.ts";
import { nearestHeading } from "../core/links/nearest-heading.ts";

const longest = 2000;

/** What somebody may want a picture of, by where they are: the selection, the alt text there, the nearest heading. */
export function promptSuggestion(editor: vscode.TextEditor): string | undefined {
  const { document, selection } = editor;
  const selected = document.getText(selection).trim();
  if (selected !== "") return selected.slice(0, longest);
  const text = document.getText();
  const caret = document.offsetAt(selection.active);
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const here = imageReferences(text, syntax).find(({ whole }) => whole.start <= caret && caret <= whole.end);
  return here?.alt || nearestHeading(text, syntax, caret);
}
