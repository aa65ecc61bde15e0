import { expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { watchLag } from "./watch-lag.ts";
import { watchLenses } from "./watch-lenses.ts";

const { entries, rounds } = given<{ entries: number; rounds: number }>();
const extension = vscode.extensions.getExtension("seedkit.seedkit-vscode");
if (!extension) throw new Error("the extension is not installed");
const handedOver = watchLenses(extension);
const smallManifest = "version: 1\nimages:\n  fox:\n    prompt: A fox\n";

/** With a wrong field its problem is all there is to tell, and no entry has a lens. */
function largeManifest(field: "tags" | "tagss"): string {
  const rows = ["# ", "version: 1", "images:"];
  for (let entry = 0; entry < entries; entry++) {
    rows.push(`  entry-${entry}:`);
    rows.push(`    prompt: A small heap of tea leaves number ${entry} on white stone, from above`);
    rows.push('    aspect_ratio: "16:9"', `    ${entry === 0 ? field : "tags"}: [landing]`, "");
  }
  return rows.join("\n");
}

test(`a manifest of ${entries} entries tells its problems and its prices while one types`, async () => {
  // The thread that reads is there from a small manifest on, as in a window that is not new.
  const small = await show(await written("small/seedkit.yaml", smallManifest));
  await until("the small one has lenses", async () => (await lensesOf(small)).length > 0);
  const uri = await written("wrong/seedkit.yaml", largeManifest("tagss"));
  const opening = watchLag();
  const began = performance.now();
  const told = timeOf(vscode.workspace.onDidOpenTextDocument, (opened) => isSame(opened.uri, uri));
  const marked = timeOf(vscode.languages.onDidChangeDiagnostics, ({ uris }) =>
    uris.some((one) => isSame(one, uri)),
  );
  const document = await show(uri);
  const [toldAt, markedAt] = [await told, await marked];
  expect(await lensesOf(document)).toHaveLength(1);
  const openingLagMs = opening();
  expect(problemsOf(uri)).toHaveLength(1);

  // What is typed puts it right: then each entry has its lens.
  const wrong = document.positionAt(document.getText().indexOf("tagss"));
  caretAt(wrong.translate(0, 4), wrong.translate(0, 5));
  const keys = watchLag();
  const times: number[] = [];
  await vscode.commands.executeCommand("deleteLeft");
  expect(document.getText()).not.toContain("tagss");
  for (let key = 0; key < 20; key++) {
    const start = performance.now();
    // Behind a comment: nothing of it changes what is read.
    caretAt(document.lineAt(0).range.end);
    await vscode.commands.executeCommand("type", { text: "x" });
    times.push(performance.now() - start);
  }
  // What follows turns ten thousand lenses into objects for the test: that is no typing.
  const typingLagMs = keys();
  expect(await lensesOf(document)).toHaveLength(entries + 1);
  expect(problemsOf(uri)).toEqual([]);
  const [first] = (await lensesOf(document, 3)).slice(1);
  expect(first?.command?.title).toBe("Generate · $0.04");
  times.sort((one, other) => one - other);
  tell("manifest", {
    entries,
    toldMs: toldAt - began,
    // From when the editor told of the document: no extension can do anything before.
    diagnosticsMs: markedAt - toldAt,
    openingLagMs,
    medianKeyMs: times[times.length >> 1] ?? 0,
    slowestKeyMs: times.at(-1) ?? 0,
    typingLagMs,
  });
}, 120_000);

test("its lenses are handed over, and are in an editor hardly later than those of who has them ready", async () => {
  const text = largeManifest("tags");
  const bare = vscode.languages.registerCodeLensProvider(
    { pattern: "**/plain.yaml" },
    {
      provideCodeLenses: () =>
        Array.from({ length: entries + 1 }, (_, at) => lensAt(Math.max(0, at * 5 - 2))),
    },
  );
  const ours: Lenses[] = [];
  const others: Lenses[] = [];
  for (let round = 0; round < rounds; round++) {
    others.push(await timeLenses(await written(`lenses-${round}/plain.yaml`, text)));
    ours.push(await timeLenses(await written(`lenses-${round}/seedkit.yaml`, text)));
  }
  bare.dispose();
  const readyMs = ours.map(({ uri, toldAt }) => (handedOver(uri) ?? Number.NaN) - toldAt);
  expect(readyMs).not.toContain(Number.NaN);
  tell("lenses", {
    entries,
    readyMs: median(readyMs),
    oursMs: median(msOf(ours)),
    bareMs: median(msOf(others)),
  });
}, 120_000);

/** `ms`: from opening a document until an editor that asks for its lenses has all of them. */
type Lenses = { readonly uri: vscode.Uri; readonly toldAt: number; readonly ms: number };

async function timeLenses(uri: vscode.Uri): Promise<Lenses> {
  const began = performance.now();
  const told = timeOf(vscode.workspace.onDidOpenTextDocument, (opened) => isSame(opened.uri, uri));
  const document = await show(uri);
  const lenses = await lensesOf(document);
  const ms = performance.now() - began;
  expect(lenses).toHaveLength(entries + 1);
  await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  return { uri, toldAt: await told, ms };
}

const msOf = (all: readonly Lenses[]) => all.map(({ ms }) => ms);

/** When an event came that fits, by `performance.now()`. */
function timeOf<Told>(event: vscode.Event<Told>, fits: (told: Told) => boolean): Promise<number> {
  return new Promise((resolve) => {
    const listening = event((told) => {
      if (!fits(told)) return;
      listening.dispose();
      resolve(performance.now());
    });
  });
}

const isSame = (one: vscode.Uri, other: vscode.Uri) => one.toString() === other.toString();

const lensAt = (line: number) =>
  new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title: "Generate · $0.04", command: "" });

function caretAt(start: vscode.Position, end = start): void {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error("no editor is active");
  editor.selection = new vscode.Selection(start, end);
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

function tell(name: string, figures: Readonly<Record<string, number>>): void {
  const round = (ms: number) => Math.round(ms * 10) / 10;
  const rounded = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value)]));
  console.log(`timing ${name} ${JSON.stringify(rounded)}`);
}

/** A new file of the open folder. */
async function written(path: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

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
