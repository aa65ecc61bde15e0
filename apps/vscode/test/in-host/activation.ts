import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

test("activation does no more than to register what is offered", async () => {
  const extension = vscode.extensions.getExtension("seedkit.seedkit-vscode");
  if (!extension) throw new Error("the extension is not installed");
  expect(extension.isActive).toBe(false);
  const load = createRequire(join(extension.extensionPath, "package.json"));
  const entry = load.resolve(join(extension.extensionPath, extension.packageJSON.main));
  const began = performance.now();
  const { activate, ...rest } = load(entry) as { activate(context: unknown): unknown };
  const loaded = performance.now();
  // The editor finds it loaded, and calls this in its place: around the call it fetches what the context holds.
  let activateMs: number | undefined;
  const timed = (context: unknown) => {
    const called = performance.now();
    const result = activate(context);
    activateMs = performance.now() - called;
    return result;
  };
  const cached = load.cache[entry];
  if (!cached) throw new Error("the entry is not where the editor looks for it");
  cached.exports = { ...rest, activate: timed };
  await extension.activate();
  const wholeMs = performance.now() - loaded;
  const round = (ms: number) => Math.round(ms * 10) / 10;
  expect(activateMs).toBeGreaterThan(0);
  const figures = {
    loadMs: round(loaded - began),
    activateMs: round(activateMs ?? Number.NaN),
    wholeMs: round(wholeMs),
  };
  console.log(`timing activation ${JSON.stringify(figures)}`);
  expect(extension.isActive).toBe(true);
  const commands = await vscode.commands.getCommands();
  expect(commands).toContain("seedkit.generateImage");
});
