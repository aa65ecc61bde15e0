import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";

// It calls tools as an agent does, and shows what it is answered: one of the extension's, and those of MCP servers,
// which the editor offers under longer names as soon as they have told of them.
const code = `
const vscode = require("vscode");
const answer = async (name, input) => {
  const shown = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }).then(
    ({ content }) => content.map(({ value }) => value ?? "(picture)").join(" | "),
    (error) => "refused: " + error.message,
  );
  void vscode.window.showInformationMessage("Answer: " + shown.replaceAll("\\n", " "));
};
const command = (name, run) => vscode.commands.registerCommand("invoker." + name, run);
const ofServer = async (end) => {
  for (;;) {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith("mcp_"));
    const found = names.find((name) => name.endsWith(end));
    if (found) return { found, names };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
exports.activate = ({ subscriptions }) => subscriptions.push(
  command("make", () => answer("seedkit_generate_image", {
    ...{ prompt: "A fox, **bold** and [free](command:x)", output: "art/fox.png" },
  })),
  command("server", async () => {
    const { found, names } = await ofServer("seedkit_credits");
    void vscode.window.showInformationMessage("Offered: " + names.join(", "));
    await answer(found, {});
  }),
  command("order", async () => answer((await ofServer("seedkit_generate_image")).found, { prompt: "A slow heron" })),
);
`;

const manifest = {
  ...{ publisher: "seedkit-test", name: "invoker", version: "0.0.1", main: "./extension.js" },
  engines: { vscode: "^1.106.0" },
  contributes: {
    commands: ["Make", "Server", "Order"].map((title) => ({
      ...{ command: `invoker.${title.toLowerCase()}`, category: "Invoker", title },
    })),
  },
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
