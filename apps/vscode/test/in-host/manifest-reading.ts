import { describe, expect, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { lenses, open } from "./lenses.ts";

const slow = 60_000;

describe("a manifest is read", () => {
  test(
    "a problem has its place and its fix, and lenses come when it is put right",
    async () => {
      const document = await open("teas/seedkit.yaml");
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
      const document = await open("teas/seedkit.yaml");
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
});

const some = <Item>(items: readonly Item[]) => (items.length > 0 ? items : undefined);
