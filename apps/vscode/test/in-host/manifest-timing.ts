import { expect, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { watchLag } from "./watch-lag.ts";

const entries = 10_000;
const smallManifest = "version: 1\nimages:\n  fox:\n    prompt: A fox\n";

function largeManifest(): string {
  const rows = ["# ", "version: 1", "images:"];
  for (let entry = 0; entry < entries; entry++) {
    rows.push(`  entry-${entry}:`);
    rows.push(`    prompt: A small heap of tea leaves number ${entry} on white stone, from above`);
    rows.push('    aspect_ratio: "16:9"', entry === 0 ? "    tagss: [landing]" : "    tags: [landing]", "");
  }
  return rows.join("\n");
}

test("a manifest of 10,000 entries tells its problems and its prices while one types", async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  await write(vscode.Uri.joinPath(folder.uri, "small/seedkit.yaml"), smallManifest);
  await write(vscode.Uri.joinPath(folder.uri, "seedkit.yaml"), largeManifest());
  // The thread that reads is there from a small manifest on, as in a window that is not new.
  const small = await open(vscode.Uri.joinPath(folder.uri, "small/seedkit.yaml"));
  await until("the small one has lenses", async () => (await lensesOf(small)).length > 0);
  const uri = vscode.Uri.joinPath(folder.uri, "seedkit.yaml");
  const opening = watchLag();
  const began = performance.now();
  const document = await vscode.workspace.openTextDocument(uri);
  const diagnosed = until("there are diagnostics", () => problemsOf(uri).length > 0, 30_000).then(
    () => performance.now() - began,
  );
  const editor = await vscode.window.showTextDocument(document);
  const lensed = lensesOf(document).then((lenses) => {
    expect(lenses).toHaveLength(1);
    return performance.now() - began;
  });
  const firstMs = { diagnostics: await diagnosed, lenses: await lensed, lag: opening() };
  expect(problemsOf(uri)).toHaveLength(1);

  // What is typed puts it right: then each entry has its lens.
  const wrong = document.positionAt(document.getText().indexOf("tagss"));
  editor.selection = new vscode.Selection(wrong.translate(0, 4), wrong.translate(0, 5));
  const keys = watchLag();
  const times: number[] = [];
  await vscode.commands.executeCommand("deleteLeft");
  expect(document.getText()).not.toContain("tagss");
  for (let key = 0; key < 20; key++) {
    const start = performance.now();
    // Behind a comment: nothing of it changes what is read.
    editor.selection = new vscode.Selection(
      0,
      document.lineAt(0).text.length,
      0,
      document.lineAt(0).text.length,
    );
    await vscode.commands.executeCommand("type", { text: "x" });
    times.push(performance.now() - start);
  }
  // What follows turns ten thousand lenses into objects for the test: that is no typing.
  const lag = keys();
  const typed = performance.now();
  const every = await lensesOf(document);
  expect([every.length, problemsOf(uri).map(({ message }) => message)]).toEqual([entries + 1, []]);
  const lenses = performance.now() - typed;
  expect(problemsOf(uri)).toHaveLength(0);
  const [first] = (await lensesOf(document, 3)).slice(1);
  expect(first?.command?.title).toBe("Generate · $0.04");
  times.sort((one, other) => one - other);
  const figures = {
    entries,
    diagnosticsMs: Math.round(firstMs.diagnostics),
    lensesMs: Math.round(firstMs.lenses),
    openingLagMs: Math.round(firstMs.lag),
    lensesAfterTypingMs: Math.round(lenses),
    medianKeyMs: round(times[times.length >> 1] ?? 0),
    slowestKeyMs: round(times.at(-1) ?? 0),
    typingLagMs: Math.round(lag),
  };
  console.log(`timing manifest ${JSON.stringify(figures)}`);
}, 120_000);

const round = (ms: number) => Math.round(ms * 10) / 10;

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

const write = (file: vscode.Uri, text: string) =>
  vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));

const problemsOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri);

async function lensesOf(document: vscode.TextDocument, resolved?: number): Promise<vscode.CodeLens[]> {
  return (
    (await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      resolved,
    )) ?? []
  );
}
