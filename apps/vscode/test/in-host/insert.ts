import { beforeAll, describe, expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { useService } from "./use-service.ts";

const { slowService: service } = given<{ slowService: string }>();
const before = "# A line above\n";

type Case = {
  readonly name: string;
  readonly language: string;
  /** With the prompt, which is selected, in it. */
  readonly text: (prompt: string) => string;
  readonly expected: (prompt: string, file: string) => string;
};

const cases: readonly Case[] = [
  {
    name: "docs/kite.md",
    language: "markdown",
    text: (prompt) => `- ${prompt}\n- next\n`,
    expected: (prompt, file) => `- ${prompt}\n\n![${prompt}](../images/${file})\n\n- next\n`,
  },
  {
    name: "docs/bird.mdx",
    language: "mdx",
    text: (prompt) => `${prompt}\n`,
    expected: (prompt, file) => `${prompt}\n\n![${prompt}](../images/${file})\n`,
  },
  {
    name: "site/swan.html",
    language: "html",
    text: (prompt) => `<main>\n  <p>${prompt}</p>\n</main>\n`,
    expected: (prompt, file) =>
      `<main>\n  <p>${prompt}</p>\n\n  <img src="../images/${file}" alt="${prompt}">\n\n</main>\n`,
  },
  {
    name: "src/Hawk.jsx",
    language: "javascriptreact",
    text: (prompt) => `<>\n  {/* ${prompt} */}\n</>;\n`,
    expected: (prompt, file) =>
      `<>\n  {/* ${prompt} */}\n\n  <img src="../images/${file}" alt="${prompt}" />\n\n</>;\n`,
  },
  {
    name: "src/crow.css",
    language: "css",
    text: (prompt) => `/* ${prompt} */\n`,
    expected: (prompt, file) => `/* ${prompt} */\n\nurl("../images/${file}")\n`,
  },
  {
    name: "paper/dove.tex",
    language: "latex",
    text: (prompt) => `${prompt}\r\n`,
    expected: (prompt, file) =>
      `${prompt}\r\n\r\n\\includegraphics[width=\\linewidth]{../images/${file}}\r\n`,
  },
  {
    name: "docs/gull.rst",
    language: "restructuredtext",
    text: (prompt) => `${prompt}\n`,
    expected: (prompt, file) => `${prompt}\n\n.. image:: ../images/${file}\n   :alt: ${prompt}\n`,
  },
  {
    name: "docs/lark.adoc",
    language: "plaintext",
    text: (prompt) => `${prompt}\n`,
    expected: (prompt, file) => `${prompt}\n\nimage::../images/${file}[${prompt}]\n`,
  },
  {
    name: "rook.txt",
    language: "plaintext",
    text: (prompt) => `${prompt}\n`,
    expected: (prompt, file) => `${prompt}\n\nimages/${file}\n`,
  },
];

const subjectOf = (name: string) => /(\w+)\.\w+$/.exec(name)?.[1]?.toLowerCase() ?? "";
const promptOf = (name: string) => `A ${subjectOf(name)} in the wind`;

describe("an image goes where it was asked for, though the text changes while it is made", () => {
  useService(service);
  const documents = new Map<string, vscode.TextDocument>();

  beforeAll(async () => {
    for (const { name, text } of cases) {
      const document = await write(name, text(promptOf(name)));
      documents.set(name, document);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      const start = document.positionAt(document.getText().indexOf(promptOf(name)));
      editor.selection = new vscode.Selection(start, start.translate(0, promptOf(name).length));
      const already = await sent();
      void vscode.commands.executeCommand("seedkit.generateFromSelection");
      await until(`${name} is sent`, async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return (await sent()) > already;
      });
      // A line above, and the caret elsewhere.
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), before));
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      expect(document.getText()).toBe(lineEnds(document, before) + text(promptOf(name)));
    }
  });

  for (const { name, language, text, expected } of cases) {
    test(`${name}, in one step to undo`, async () => {
      const document = documents.get(name);
      if (!document) throw new Error("it was not opened");
      expect(document.languageId).toBe(language);
      const file = `a-${subjectOf(name)}-in-the-wind.jpg`;
      const whole = lineEnds(document, before) + expected(promptOf(name), file);
      await until("the image is there", () => document.getText().includes(file));
      expect(document.getText()).toBe(whole);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("undo");
      expect(document.getText()).toBe(lineEnds(document, before) + text(promptOf(name)));
    });
  }
});

describe("the last image goes in at the caret", () => {
  const insert = async (document: vscode.TextDocument) => {
    const editor = await vscode.window.showTextDocument(document);
    const caret = document.positionAt(document.getText().indexOf("|"));
    await editor.edit((edit) => edit.delete(new vscode.Range(caret, caret.translate(0, 1))));
    editor.selection = new vscode.Selection(caret, caret);
    await vscode.commands.executeCommand("seedkit.insertLastImage");
    return document.getText();
  };

  test("in a style, and only its path between the quotes of one that is there", async () => {
    expect(await insert(await write("css/a.css", "a { background: |; }"))).toMatch(
      /^a \{ background: url\("\.\.\/images\/[\w-]+\.jpg"\); \}$/,
    );
    expect(await insert(await write("css/b.css", 'a { background: url("|"); }'))).toMatch(
      /^a \{ background: url\("\.\.\/images\/[\w-]+\.jpg"\); \}$/,
    );
    expect(await insert(await write("a.html", '<img src="|" alt="A kite">'))).toMatch(
      /^<img src="images\/[\w-]+\.jpg" alt="A kite">$/,
    );
  });

  test("of a text that was never saved, from the workspace folder", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "markdown", content: "See |" });
    expect(await insert(document)).toMatch(/^See !\[A \w+ in the wind\]\(images\/[\w-]+\.jpg\)$/);
  });

  test("as the setting says", async () => {
    const settings = vscode.workspace.getConfiguration("seedkit");
    await settings.update("insertStyle", "html", vscode.ConfigurationTarget.Workspace);
    try {
      expect(await insert(await write("b.md", "|"))).toMatch(/^<img src="images\/[\w-]+\.jpg" alt="[^"]+">$/);
    } finally {
      await settings.update("insertStyle", undefined, vscode.ConfigurationTarget.Workspace);
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

const lineEnds = ({ eol }: vscode.TextDocument, text: string) =>
  eol === vscode.EndOfLine.CRLF ? text.replaceAll("\n", "\r\n") : text;

/** How many jobs the service was asked for. */
async function sent(): Promise<number> {
  const answer = await fetch(`${service}/__emulator/journal`);
  const { requests } = (await answer.json()) as { requests: { method: string; path: string }[] };
  return requests.filter(({ method, path }) => method === "POST" && /\/v2\/[^/]+$/.test(path)).length;
}
