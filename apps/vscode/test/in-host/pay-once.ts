import { describe, expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { useService } from "./use-service.ts";

const { slowService: service } = given<{ slowService: string }>();

describe("an entry is paid for once", () => {
  useService(service);
  test("who cancels it after it was sent, and generates it again, gets the one that was sent", async () => {
    const text = "version: 1\nimages:\n  ibis:\n    prompt: An ibis\n    output: ibis\n";
    const { uri } = await write("ibis/seedkit.yaml", text);
    const ledger = vscode.Uri.joinPath(uri, "../.seedkit/ledger.jsonl");
    const before = await charged();
    const generate = () => vscode.commands.executeCommand("seedkit.generateEntry", uri.toString(), ["ibis"]);
    const first = generate();
    await until("it is submitted", async () => (await textOf(ledger)).includes('"submitted"'));
    await vscode.commands.executeCommand("seedkit.cancelAll");
    await first;
    // For a run of the command line, which would fetch it as well.
    expect(await textOf(ledger)).toContain('"submitted"');
    await generate();
    expect(await isThere(vscode.Uri.joinPath(uri, "../ibis.jpg"))).toBe(true);
    expect(await charged()).toBe(before + 1);
    expect(await textOf(ledger)).toBe("");
  });

  test("what cannot be put in its place is kept, and made into its file for nothing once it can", async () => {
    const { uri, generate } = await blocked("egret");
    const before = await charged();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, "../egret.png"));
    await generate();
    expect(await isThere(vscode.Uri.joinPath(uri, "../seedkit.lock"))).toBe(true);
    expect(await isThere(vscode.Uri.joinPath(uri, "../egret.png"))).toBe(true);
    expect(await textOf(vscode.Uri.joinPath(uri, "../.seedkit/ledger.jsonl"))).toBe("");
    expect(await charged()).toBe(before);
  });

  test("it is kept for the command line as well", async () => {
    const { uri } = await blocked("crake");
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, "../crake.png"));
  });
});

/** An entry whose image was paid for while somebody else's file came to its place. */
async function blocked(id: string) {
  const text = `version: 1\nimages:\n  ${id}:\n    prompt: The ${id}\n    output: ${id}.png\n`;
  const { uri } = await write(`${id}/seedkit.yaml`, text);
  const at = (name: string) => vscode.Uri.joinPath(uri, "..", name);
  const ledger = at(".seedkit/ledger.jsonl");
  const before = await charged();
  const generate = () => vscode.commands.executeCommand("seedkit.generateEntry", uri.toString(), [id]);
  const generating = generate();
  await until("it is submitted", async () => (await textOf(ledger)).includes('"submitted"'));
  await vscode.workspace.fs.writeFile(at(`${id}.png`), new TextEncoder().encode("somebody's"));
  await generating;
  expect(await textOf(at(`${id}.png`))).toBe("somebody's");
  expect(await vscode.workspace.fs.readDirectory(at(".seedkit/originals"))).toHaveLength(1);
  await until("it is noted", async () => (await textOf(ledger)).includes('"received"'));
  expect(await charged()).toBe(before + 1);
  return { uri, generate };
}

describe("a missing image is paid for once", () => {
  useService(service);
  test("who takes the fix again while it is made waits for the same one, and the link stays", async () => {
    const text = "![A heron in reeds](birds/heron.jpg)\n";
    const document = await write("heron.md", text);
    const place = vscode.Uri.joinPath(document.uri, "../birds/heron.jpg");
    const before = await charged();
    const take = () =>
      vscode.commands.executeCommand("seedkit.generateMissingImage", document.uri.toString(), [
        place.toString(),
      ]);
    await Promise.all([take(), take()]);
    await until("the image is there", async () => isThere(place));
    await take();
    expect(await charged()).toBe(before + 1);
    expect(document.getText()).toBe(text);
    expect(await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(place, ".."))).toHaveLength(1);
  });

  test("no fix is taken by itself where a document is saved", async () => {
    const settings = vscode.workspace.getConfiguration("editor");
    await settings.update("codeActionsOnSave", { quickfix: "always" }, vscode.ConfigurationTarget.Workspace);
    try {
      const document = await write("crane.md", "![A crane at dawn](birds/crane.jpg)\n");
      const editor = await vscode.window.showTextDocument(document);
      const fixes = () =>
        vscode.commands.executeCommand<vscode.CodeAction[]>(
          "vscode.executeCodeActionProvider",
          document.uri,
          new vscode.Range(0, 20, 0, 20),
        );
      await until("the fix is offered", async () =>
        (await fixes()).some(({ title }) => title.startsWith("Generate image")),
      );
      const before = await sent();
      editor.selection = new vscode.Selection(0, 20, 0, 20);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), "At the lake.\n"));
      expect(await document.save()).toBe(true);
      expect(await sent()).toBe(before);
    } finally {
      await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

async function write(name: string, text: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(uri);
}

/** Nothing where there is no such file. */
const textOf = async (uri: vscode.Uri) =>
  (await isThere(uri)) ? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) : "";

const isThere = (uri: vscode.Uri) =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

type Journal = {
  readonly charged: { readonly count: number };
  readonly requests: readonly { readonly method: string; readonly path: string }[];
};

async function journal(): Promise<Journal> {
  return (await (await fetch(`${service}/__emulator/journal`)).json()) as Journal;
}

const charged = async () => (await journal()).charged.count;

/** How many jobs the service was asked for. */
const sent = async () =>
  (await journal()).requests.filter(({ method, path }) => method === "POST" && /\/v2\/[^/]+$/.test(path))
    .length;
