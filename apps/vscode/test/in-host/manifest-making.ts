import { beforeAll, describe, expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { lenses, open } from "./lenses.ts";

const { service } = given<{ service: string }>();
const slow = 60_000;
describe("a manifest is made", () => {
  let before = 0;

  beforeAll(async () => {
    before = await charged();
  });

  test(
    "an entry is made with one command, and shown in a hover",
    async () => {
      const document = await open("teas/seedkit.yaml");
      await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
      await until(
        "it is up to date",
        async () => (await lenses(document)).includes("Up to date · hero.jpg"),
        slow,
      );
      expect(await charged()).toBe(before + 1);
      // A second time there is nothing to pay for.
      await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
      expect(await charged()).toBe(before + 1);
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
      const document = await open("teas/seedkit.yaml");
      const making = vscode.commands.executeCommand("seedkit.generateChanged", document.uri);
      let isDone = false;
      void making.then(() => {
        isDone = true;
      });
      await until(
        "the plan was accepted",
        async () => {
          await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
          return isDone || (await charged()) > before + 1;
        },
        slow,
      );
      await making;
      expect(await charged()).toBe(before + 3);
      expect((await lenses(document))[0]).toBe("All up to date · 3 images");
    },
    slow,
  );

  test(
    "another name of the file costs nothing; another prompt does",
    async () => {
      const document = await open("teas/seedkit.yaml");
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
      expect(await charged()).toBe(before + 3);
      await replace(document, "a teapot", "an old teapot");
      expect(await lenses(document)).toContain("Regenerate (prompt changed) · $0.04");
      await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
      await until(
        "it is up to date",
        async () => (await lenses(document))[0] === "All up to date · 3 images",
        slow,
      );
      expect(await charged()).toBe(before + 4);
    },
    slow,
  );

  test(
    "nothing is sent while the command line works in the folder",
    async () => {
      const document = await open("teas/seedkit.yaml");
      const lock = vscode.Uri.joinPath(document.uri, "../.seedkit/run.lock");
      const holder = { version: 1, token: "ab", pid: 1, host: "another-machine" };
      await vscode.workspace.fs.writeFile(lock, new TextEncoder().encode(JSON.stringify(holder)));
      await replace(document, "an old teapot", "a new teapot");
      await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
      expect(await charged()).toBe(before + 4);
      expect(await lenses(document)).toContain("Regenerate (prompt changed) · $0.04");
      await vscode.workspace.fs.delete(lock);
      await replace(document, "a new teapot", "an old teapot");
      expect((await lenses(document))[0]).toBe("All up to date · 3 images");
    },
    slow,
  );
});

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
  edit.replace(document.uri, range, by);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

/** Images that were paid for. */
async function charged(): Promise<number> {
  const answer = await fetch(`${service}/__emulator/journal`);
  const journal = (await answer.json()) as { charged: { count: number } };
  return journal.charged.count;
}
