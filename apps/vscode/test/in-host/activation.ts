import { expect, test } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

test("activation does no more than to register what is offered", async () => {
  const extension = vscode.extensions.getExtension("seedkit.seedkit-vscode");
  expect(extension?.isActive).toBe(false);
  const began = performance.now();
  await extension?.activate();
  const ms = Math.round((performance.now() - began) * 10) / 10;
  console.log(`timing activation ${JSON.stringify({ ms })}`);
  expect(extension?.isActive).toBe(true);
  const commands = await vscode.commands.getCommands();
  expect(commands).toContain("seedkit.generateImage");
});
