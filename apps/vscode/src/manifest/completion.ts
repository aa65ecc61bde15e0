import * as vscode from "vscode";
import { complete, type Suggestion } from "../core/manifest/complete.ts";
import type { ManifestField } from "../core/manifest/manifest-fields.ts";
import { escaped } from "./escaped.ts";
import { linesOf } from "./positions.ts";

export async function provideCompletion(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const folder = vscode.Uri.joinPath(document.uri, "..");
  const offers = { files: (path: string) => namesIn(vscode.Uri.joinPath(folder, path)) };
  const suggestions = await complete(linesOf(document), position.line, position.character, offers);
  return suggestions.map((suggestion, index) => itemOf(suggestion, position.line, index));
}

const { CompletionItemKind: kinds } = vscode;
const kindOf: Readonly<Record<Suggestion["kind"], vscode.CompletionItemKind>> = {
  field: kinds.Property,
  value: kinds.EnumMember,
  entry: kinds.Snippet,
  tag: kinds.Keyword,
  file: kinds.File,
  folder: kinds.Folder,
};

function itemOf(
  { kind, label, insert, start, end, field, goesOn }: Suggestion,
  line: number,
  index: number,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kindOf[kind]);
  item.insertText = new vscode.SnippetString(kind === "value" ? insert.replaceAll("$", "\\$") : insert);
  item.range = new vscode.Range(line, start, line, end);
  // In the order of the schema; what is typed may begin with a quote.
  item.sortText = String(index).padStart(4, "0");
  if (insert.startsWith('"') || insert.startsWith("'")) item.filterText = insert;
  if (kind === "entry") {
    item.detail = vscode.l10n.t("New image");
    item.filterText = label;
  }
  if (field) {
    item.documentation = fieldHelp(field);
    if (kind === "value" && field.default === label) item.detail = vscode.l10n.t("default");
  }
  if (goesOn) item.command = { title: "", command: "editor.action.triggerSuggest" };
  return item;
}

/** What a field is, as the schema says: a translation has its texts as keys. */
export function fieldHelp({
  title,
  help,
  values,
  default: usual,
  range,
}: ManifestField): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const text = new vscode.MarkdownString();
  if (title) text.appendMarkdown(`**${escaped(t(title))}**\n\n`);
  text.appendMarkdown(escaped(t(help)));
  const facts = [
    ...(values.length > 1 ? [t("Values: {0}", values.join(", "))] : []),
    ...(range === undefined ? [] : [t("Allowed: {0}", range)]),
    ...(usual === undefined ? [] : [t("Default: {0}", usual)]),
  ];
  for (const fact of facts) text.appendMarkdown(`\n\n${escaped(fact)}`);
  return text;
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    const names = await vscode.workspace.fs.readDirectory(folder);
    return names.map(([name, type]) => (type & vscode.FileType.Directory ? `${name}/` : name)).sort();
  } catch {
    return [];
  }
}
