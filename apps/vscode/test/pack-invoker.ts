import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";

// It calls a tool as an agent does, and shows what it is answered.
const code = `
const vscode = require("vscode");
exports.activate = ({ subscriptions }) => subscriptions.push(vscode.commands.registerCommand("invoker.make", async () => {
  const input = { prompt: "A fox, **bold** and [free](command:x)", output: "art/fox.png" };
  const shown = await vscode.lm.invokeTool("seedkit_generate_image", { input, toolInvocationToken: undefined }).then(
    ({ content }) => content.map(({ value }) => value ?? "(picture)").join(" | "),
    (error) => "refused: " + error.message,
  );
  void vscode.window.showInformationMessage("Answer: " + shown.replaceAll("\\n", " "));
}));
`;

const manifest = {
  ...{ publisher: "seedkit-test", name: "invoker", version: "0.0.1", main: "./extension.js" },
  engines: { vscode: "^1.106.0" },
  contributes: { commands: [{ command: "invoker.make", category: "Invoker", title: "Make" }] },
  capabilities: { untrustedWorkspaces: { supported: true } },
  extensionKind: ["workspace"],
};

/** Packs an extension that stands in for an agent. Remove what comes back with its folder. */
export async function packInvoker(): Promise<{ readonly vsix: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "invoker-"));
  const vsix = join(folder, "invoker.vsix");
  writeFileSync(join(folder, "extension.js"), code);
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "README.md"), "For tests alone.\n");
  const options = { dependencies: false, skipLicense: true, allowMissingRepository: true };
  await createVSIX({ cwd: folder, packagePath: vsix, ...options });
  return { vsix, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
