import { fields, listModels } from "@seedkit/core";
import * as vscode from "vscode";
import { ago } from "../core/history/ago.ts";
import type { HistoryEntry } from "../core/history/history-entry.ts";
import { describeInput } from "../core/history/make-again.ts";
import { labelOf, shortTitle, valueText } from "../flow/words.ts";
import { escaped } from "../manifest/escaped.ts";
import type { HistoryNode, ImageNode } from "./history-node.ts";
import { missingUri } from "./missing-marks.ts";

/** A row as the view shows it. Its tooltip is made when the mouse rests on it. */
export function historyItem(node: HistoryNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  if (node.kind === "older") {
    const item = new vscode.TreeItem(t("Show {0} Older", node.count));
    item.iconPath = new vscode.ThemeIcon("history");
    item.command = { command: "seedkit.history.older", title: t("Show Older") };
    return item;
  }
  const { entry, isMissing } = node;
  const item = new vscode.TreeItem(shortTitle(entry.prompt) || entry.request.title);
  item.id = entry.id;
  const facts = [
    ...(isMissing ? [t("missing")] : []),
    entry.cost.formatted,
    ago(entry.madeAt, Date.now(), vscode.env.language),
  ];
  item.description = facts.join(" · ");
  item.contextValue = isMissing ? "missingImage" : "image";
  item.accessibilityInformation = { label: [item.label, ...facts].join(", ") };
  item.iconPath = iconOf(node);
  if (isMissing) item.resourceUri = missingUri(entry.id);
  else
    item.command = {
      command: "vscode.open",
      title: t("Open"),
      arguments: [vscode.Uri.parse(entry.uri, true), { preview: true, preserveFocus: true }],
    };
  return item;
}

function iconOf({ entry, isMissing }: ImageNode): vscode.IconPath {
  if (isMissing) return new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("disabledForeground"));
  if (entry.thumbnail) return vscode.Uri.parse(entry.thumbnail, true);
  return new vscode.ThemeIcon("file-media");
}

/** The picture, its prompt, and what it was made with. */
export function historyTooltip({ entry, isMissing }: ImageNode): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (!isMissing) text.appendMarkdown(`${picture(vscode.Uri.parse(entry.uri, true))}\n\n`);
  const { t } = vscode.l10n;
  text.appendMarkdown(escaped(entry.prompt));
  text.appendMarkdown(`\n\n${escaped(factsOf(entry).join(" · "))}`);
  const settings = settingsOf(entry);
  if (settings.length > 0) text.appendMarkdown(`\n\n${escaped(settings.join(" · "))}`);
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(entry.uri, true));
  text.appendMarkdown(`\n\n${escaped(isMissing ? t("{0} is not there any more.", path) : path)}`);
  return text;
}

/** `Size: 2K`, by the labels that the prompt flow has, and the references. */
function settingsOf({ request }: HistoryEntry): readonly string[] {
  const { t } = vscode.l10n;
  const { fields: asked, references } = describeInput(request);
  // A model that is gone has no labels any more.
  const known = listModels().some(({ id }) => id === request.model) ? fields(request.model) : [];
  const told = asked.map(([name, value]) => {
    const field = known.find((each) => each.name === name);
    return `${field ? labelOf(field) : valueText(name)}: ${valueText(value)}`;
  });
  return references.length > 0 ? [...told, `${t("References")}: ${references.join(", ")}`] : told;
}

/** An image of Markdown, as hovers show it. */
export function picture(file: vscode.Uri): string {
  // In brackets of Markdown: what an address does not escape itself.
  const address = file.toString().replaceAll("(", "%28").replaceAll(")", "%29");
  return `![](${address}|width=320)`;
}

/** `2048 x 2048`, the model, the price and the date. */
export function factsOf({ width, height, model, cost, madeAt, tookMs }: HistoryEntry): readonly string[] {
  const { t } = vscode.l10n;
  return [
    ...(width > 0 ? [t("{0} x {1}", width, height)] : []),
    model,
    cost.formatted,
    t("{0} s", Math.round(tookMs / 1000)),
    new Date(madeAt).toLocaleString(vscode.env.language),
  ];
}
