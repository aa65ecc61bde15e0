import { readHeader } from "@seedkit/core";
import * as vscode from "vscode";
import type { EntrySummary } from "../core/manifest/assessment.ts";
import { fieldAt, levelOf, nameAt } from "../core/manifest/complete.ts";
import { keyOf } from "../core/manifest/cursor.ts";
import { manifestFields } from "../core/manifest/manifest-fields.ts";
import { fieldHelp } from "./completion.ts";
import { escaped } from "./escaped.ts";
import type { Manifests, Watched } from "./manifests.ts";
import { linesOf } from "./positions.ts";
import { stateText } from "./texts.ts";

// Of a matrix with thousands of combinations.
const mostShown = 4;

export async function provideHover(
  manifests: Manifests,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const lines = linesOf(document);
  const path = nameAt(lines, position.line, position.character);
  const key = keyOf(document.lineAt(position.line).text);
  if (!path || !key) return undefined;
  const onName = position.character <= key.end;
  const range = new vscode.Range(position.line, key.indent, position.line, key.end - 1);
  const isOutput = path.length === 3 && path[0] === "images" && path[2] === "output";
  if ((path.length === 2 && path[0] === "images") || (isOutput && !onName)) {
    const watched = await manifests.assessed(document, token);
    const at = isOutput ? lineAbove(document, position.line, key.indent) : position.line;
    const entries = watched?.assessment?.entries?.filter(({ line }) => line === at) ?? [];
    if (!watched || entries.length === 0) return undefined;
    const shown = await Promise.all(entries.slice(0, mostShown).map((entry) => entryHelp(watched, entry)));
    return new vscode.Hover(shown, isOutput ? undefined : range);
  }
  if (!onName) return undefined;
  const level = levelOf(path.slice(0, -1));
  const at = { path: path.slice(0, -1), field: path.at(-1) ?? "", indent: key.indent, isFlow: false };
  const field =
    fieldAt(lines, position.line, at) ??
    (level && manifestFields(level).find(({ name }) => name === at.field));
  return field && new vscode.Hover(fieldHelp(field), range);
}

/** The line of the name that a line stands in. */
function lineAbove(document: vscode.TextDocument, line: number, indent: number): number {
  for (let at = line - 1; at >= 0; at--) {
    const key = keyOf(document.lineAt(at).text);
    if (key && key.indent < indent) return at;
  }
  return -1;
}

/** The picture, how it stands, and what it is made of. */
async function entryHelp({ folder, uri }: Watched, entry: EntrySummary): Promise<vscode.MarkdownString> {
  const { id, prompt, price, model, calls, made, state } = entry;
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ["seedkit.openEntryFile"] };
  const [first] = made;
  const file = first === undefined ? undefined : vscode.Uri.joinPath(folder, first);
  const bytes = file && (await readFile(file));
  // What is there is as described: then it is known how large that is.
  const header = bytes && state !== "changed" ? readHeader(bytes) : undefined;
  const size = header && header.width > 0 ? { ...header, isExact: true } : entry.size;
  if (file && bytes) {
    // In brackets of Markdown: what an address does not escape itself.
    const address = file.toString().replaceAll("(", "%28").replaceAll(")", "%29");
    const open = `command:seedkit.openEntryFile?${encodeURIComponent(JSON.stringify([uri.toString(), [id]]))}`;
    text.appendMarkdown(`[![${escaped(id)}](${address}|width=320)](${open})\n\n`);
  }
  text.appendMarkdown(`**${escaped(id)}** · ${escaped(stateText(entry))}`);
  const dimensions = vscode.l10n.t("{0} x {1}", size.width, size.height);
  const facts = [
    size.isExact ? dimensions : vscode.l10n.t("about {0}", dimensions),
    model,
    ...(calls > 0 ? [price.formatted] : []),
  ];
  text.appendMarkdown(`\n\n${escaped(facts.join(" · "))}`);
  text.appendMarkdown(`\n\n${escaped(prompt)}`);
  return text;
}

async function readFile(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
