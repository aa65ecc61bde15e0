import * as vscode from "vscode";
import { beforeAll, describe, expect, given, test, until } from "../../src/in-host/index.ts";

const { where } = given<{ where: "node" | "web" }>();

describe("the sample", () => {
  let state: { where: string; touched: string[] };
  beforeAll(async () => {
    state = await vscode.extensions.getExtension("seedkit-test.sample")?.activate();
  });

  test("runs in this very host", () => {
    expect(state.where).toBe(where);
    expect(typeof process === "object").toBe(where === "node");
  });

  test("takes a command with what it needs", async () => {
    await vscode.commands.executeCommand("sample.touch", vscode.Uri.file("/some/file.md"));
    expect(state.touched).toEqual(["/some/file.md"]);
  });

  test("reads and writes the folder that is open", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (!folder) throw new Error("no folder is open");
    const file = vscode.Uri.joinPath(folder.uri, "notes.md");
    const text = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    expect(await text()).toContain("TODO");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode("A TODO\n"));
    expect(await text()).toBe("A TODO\n");
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const [problem] = await until("the sample has found something", () => {
      const found = vscode.languages.getDiagnostics(file);
      return found.length > 0 && found;
    });
    expect(problem).toMatchObject({ message: "Something is left to do" });
  });
});
