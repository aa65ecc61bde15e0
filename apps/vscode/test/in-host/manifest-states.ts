import { expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

const { service } = given<{ service: string }>();
const slow = 60_000;

test(
  "a problem has its place and its fix, and lenses come when it is put right",
  async () => {
    const document = await open("seedkit.yaml");
    const [problem] = await until(
      "there is a diagnostic",
      () => some(vscode.languages.getDiagnostics(document.uri)),
      slow,
    );
    expect(problem?.range).toEqual(new vscode.Range(8, 18, 8, 24));
    expect([problem?.code, problem?.source]).toEqual(["invalid_value", "Seedkit"]);
    expect(await lenses(document)).toEqual(["1 problem: nothing can be generated"]);
    const [fix] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    expect(fix?.title).toBe("Change to 16:9");
    if (fix?.edit) await vscode.workspace.applyEdit(fix.edit);
    expect(document.lineAt(8).text).toBe('    aspect_ratio: "16:9"');
    expect(await lenses(document)).toEqual([
      "Generate what changed · 3 images · $0.12 · about 32 s",
      "Generate · $0.04",
      "Generate · 2 of 2 · $0.08",
    ]);
    await document.save();
  },
  slow,
);

test(
  "names, values and files of the project are completed",
  async () => {
    const document = await open("seedkit.yaml");
    const labels = async (line: number, column: number) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(line, column),
      );
      return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    };
    expect(await labels(8, 20)).toContain("21:9");
    const names = await labels(7, 4);
    expect(names).toContain("output");
    expect(names).not.toContain("aspect_ratio");
  },
  slow,
);

test(
  "an entry is made with one command, and shown in a hover",
  async () => {
    const document = await open("seedkit.yaml");
    await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
    await until(
      "it is up to date",
      async () => (await lenses(document)).includes("Up to date · hero.jpg"),
      slow,
    );
    expect(await charged()).toBe(1);
    // A second time there is nothing to pay for.
    await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
    expect(await charged()).toBe(1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(6, 4),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value))
      .join("\n");
    expect(text).toContain("images/hero.jpg|width=320");
    expect(text).toContain("Steam over a teapot");
  },
  slow,
);

test(
  "what changed is made after the plan was shown",
  async () => {
    const document = await open("seedkit.yaml");
    const making = vscode.commands.executeCommand("seedkit.generateChanged", document.uri);
    let isDone = false;
    void making.then(() => {
      isDone = true;
    });
    await until(
      "the plan was accepted",
      async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return isDone || (await charged()) > 1;
      },
      slow,
    );
    await making;
    expect(await charged()).toBe(3);
    expect((await lenses(document))[0]).toBe("All up to date · 3 images");
  },
  slow,
);

test(
  "another name of the file costs nothing; another prompt does",
  async () => {
    const document = await open("seedkit.yaml");
    await replace(document, "output: images/teas/{tea}", "output: images/tea-{tea}");
    expect((await lenses(document))[0]).toBe("Write anew what changed · 2 images · free");
    await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), [
      "teas/sencha",
      "teas/oolong",
    ]);
    await until(
      "it is up to date",
      async () => (await lenses(document))[0] === "All up to date · 3 images",
      slow,
    );
    expect(await charged()).toBe(3);
    await replace(document, "a teapot", "an old teapot");
    expect(await lenses(document)).toContain("Regenerate (prompt changed) · $0.04");
    await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
    await until(
      "it is up to date",
      async () => (await lenses(document))[0] === "All up to date · 3 images",
      slow,
    );
    expect(await charged()).toBe(4);
  },
  slow,
);

async function open(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
  edit.replace(document.uri, range, by);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

const some = <Item>(items: readonly Item[]) => (items.length > 0 ? items : undefined);

/** What stands above the lines, from top to bottom. */
async function lenses(document: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return (found ?? [])
    .toSorted((one, other) => one.range.start.line - other.range.start.line)
    .map(({ command }) => command?.title ?? "");
}

/** Images that were paid for. */
async function charged(): Promise<number> {
  const answer = await fetch(`${service}/__emulator/journal`);
  const journal = (await answer.json()) as { charged: { count: number } };
  return journal.charged.count;
}
