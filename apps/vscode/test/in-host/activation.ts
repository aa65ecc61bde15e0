import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

test("activation does no more than to register what is offered", async () => {
  const extension = vscode.extensions.getExtension("seedkit.seedkit-vscode");
  if (!extension) throw new Error("the extension is not installed");
  expect(extension.isActive).toBe(false);
  const began = performance.now();
  // The editor finds it loaded: what is left is the call of `activate`.
  createRequire(join(extension.extensionPath, "package.json"))(
    join(extension.extensionPath, extension.packageJSON.main),
  );
  const loaded = performance.now();
  await extension.activate();
  const round = (ms: number) => Math.round(ms * 10) / 10;
  const figures = { loadMs: round(loaded - began), activateMs: round(performance.now() - loaded) };
  console.log(`timing activation ${JSON.stringify(figures)}`);
  expect(extension.isActive).toBe(true);
  const commands = await vscode.commands.getCommands();
  expect(commands).toContain("seedkit.generateImage");
});
