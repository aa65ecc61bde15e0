import * as vscode from "vscode";
import type { Services } from "../services.ts";

const address = "http://localhost:4010";
const command = "npx seedkit emulator --port 4010";
// The emulator takes any.
const anyKey = "emulator";

/** Starts the emulator and takes its address: everything can be tried without a key and without a bill. */
export async function run(services: Services): Promise<void> {
  const { t } = vscode.l10n;
  const settings = vscode.workspace.getConfiguration("seedkit");
  const before = settings.inspect<string>("baseUrl")?.globalValue;
  const hadKey = (await services.keys.source()) !== undefined;
  await settings.update("baseUrl", address, vscode.ConfigurationTarget.Global);
  if (!hadKey) await services.keys.store(anyKey);
  const isHere = services.environment.name === "node";
  if (isHere) startTerminal();
  const back = t("Back to the Service");
  const message = isHere
    ? t("The emulator starts in the terminal. Images are test images now, and cost nothing.")
    : t("Images are test images now, and cost nothing. Start the emulator on this machine: {0}", command);
  if ((await vscode.window.showInformationMessage(message, back)) !== back) return;
  await settings.update(
    "baseUrl",
    before === address ? undefined : before,
    vscode.ConfigurationTarget.Global,
  );
  if ((await services.keys.get()) === anyKey) await services.keys.clear();
}

function startTerminal(): void {
  const name = "Seedkit Emulator";
  const running = vscode.window.terminals.find((terminal) => terminal.name === name && !terminal.exitStatus);
  const terminal = running ?? vscode.window.createTerminal({ name });
  terminal.show(true);
  if (!running) terminal.sendText(command);
}
