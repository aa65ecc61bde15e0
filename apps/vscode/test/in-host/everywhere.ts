import { readHeader } from "@seedkit/core";
import { answerInput, beforeAll, describe, expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

// The same in Node, in a web worker, and in a workbench without a server: what is promised for all of them.
const { service, key } = given<{ service: string; key?: string }>();
const slow = 60_000;

describe("an image", () => {
  let before = 0;

  beforeAll(async () => {
    before = await charged();
    if (!key) return;
    answerInput("Set API Key", key);
    await vscode.commands.executeCommand("seedkit.setApiKey");
  });

  test(
    "of a prompt is saved into the folder",
    async () => {
      await show("page.md");
      answerInput("Generate Image (1/2)", "A red kite over wheat");
      answerInput("Generate Image (2/2)");
      void vscode.commands.executeCommand("seedkit.generateImage");
      const bytes = await written("images/a-red-kite-over-wheat.jpg");
      expect(readHeader(bytes)).toEqual({ mediaType: "image/jpeg", width: 2048, height: 2048 });
      expect(await charged()).toBe(before + 1);
    },
    slow,
  );

  test("that was made last goes in at the caret", async () => {
    const editor = await show("page.md");
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    const link = "![A red kite over wheat](images/a-red-kite-over-wheat.jpg)";
    await until("it is remembered", async () => {
      if (!editor.document.getText().includes(link))
        await vscode.commands.executeCommand("seedkit.insertLastImage");
      return editor.document.getText().includes(link);
    });
    await editor.document.save();
  });

  test(
    "that is missing is made by its Quick Fix, a real PNG at exactly that path",
    async () => {
      const { document } = await show("missing.md");
      const [fix] = await until("there is a fix", async () => {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          "vscode.executeCodeActionProvider",
          document.uri,
          new vscode.Range(0, 4, 0, 4),
          vscode.CodeActionKind.QuickFix.value,
        );
        const found = actions.filter(({ title }) => title.startsWith("Generate"));
        return found.length > 0 && found;
      });
      expect(fix?.title).toBe("Generate image from alt text ($0.04)");
      const { command, arguments: given = [] } = fix?.command ?? {};
      await vscode.commands.executeCommand(String(command), ...given);
      const bytes = await written("pots/red pot.png");
      expect(readHeader(bytes)).toEqual({ mediaType: "image/png", width: 2048, height: 2048 });
      expect(await charged()).toBe(before + 2);
    },
    slow,
  );

  test(
    "of a manifest is made as it is planned, and the lock says so",
    async () => {
      const { document } = await show("seedkit.yaml");
      const lenses = async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          document.uri,
          100,
        );
        return (found ?? []).map(({ command }) => command?.title ?? "");
      };
      await until("it has its price", async () => (await lenses()).includes("Generate · $0.04"), slow);
      await vscode.commands.executeCommand("seedkit.generateEntry", document.uri.toString(), ["hero"]);
      const lock = JSON.parse(new TextDecoder().decode(await written("seedkit.lock")));
      expect(Object.keys(lock.images)).toEqual(["hero"]);
      expect(readHeader(await written("images/hero.jpg"))).toMatchObject({ mediaType: "image/jpeg" });
      await until("it is up to date", async () => (await lenses()).includes("Up to date · hero.jpg"), slow);
      expect(await charged()).toBe(before + 3);
    },
    slow,
  );
});

const place = (name: string) => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  return vscode.Uri.joinPath(folder.uri, name);
};

const show = async (name: string) =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(place(name)));

/** The bytes of a file, as soon as it is there. */
const written = (name: string) =>
  until(
    `${name} is written`,
    async () => {
      try {
        return await vscode.workspace.fs.readFile(place(name));
      } catch {
        return undefined;
      }
    },
    slow,
  );

/** Images that were paid for. */
async function charged(): Promise<number> {
  const answer = await fetch(`${service}/__emulator/journal`);
  const journal = (await answer.json()) as { charged: { count: number } };
  return journal.charged.count;
}
