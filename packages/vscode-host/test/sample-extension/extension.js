// One file for Node and web workers: it asks for nothing but `vscode`.
import * as vscode from "vscode";
import { openBoard } from "./board.js";
import { features } from "./features.js";

export function activate(context) {
  const log = vscode.window.createOutputChannel("Sample", { log: true });
  const state = { log, touched: [], where: typeof process === "object" ? "node" : "web" };
  const status = vscode.window.createStatusBarItem("sample.status", vscode.StatusBarAlignment.Left);
  status.name = "Sample";
  status.text = "$(heart) Sample";
  status.tooltip = "Shows how it goes";
  status.command = "sample.greet";
  status.show();
  log.info(`activated in ${state.where}`);
  context.subscriptions.push(
    log,
    status,
    ...features(),
    vscode.commands.registerCommand("sample.greet", () => greet(context, state)),
    vscode.commands.registerCommand("sample.wait", () => wait(state)),
    vscode.commands.registerCommand("sample.board", () => openBoard()),
    vscode.commands.registerCommand("sample.touch", (uri, uris) => {
      state.touched = (uris ?? [uri]).map((each) => each.path);
      const names = state.touched.map((path) => path.slice(path.lastIndexOf("/") + 1));
      void vscode.window.showInformationMessage(`Touched ${names.join(", ")}`);
    }),
  );
  return state;
}

/** Two steps: a name that must not be empty, and a kind; then a file and a toast with buttons. */
async function greet(context, { log }) {
  const name = await askName();
  if (!name) return;
  const kind = await pickKind();
  if (!kind) return;
  const secret = await vscode.window.showInputBox({ title: "Password", password: true });
  if (secret) await context.secrets.store("secret", secret);
  const greeting = vscode.workspace.getConfiguration("sample").get("greeting");
  const text = `${greeting}, ${name} (${kind})`;
  log.info(text);
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder)
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder.uri, "out", "greeting.txt"),
      new TextEncoder().encode(text),
    );
  const pressed = await vscode.window.showInformationMessage(text, "Again", "Never");
  if (pressed === "Again") await vscode.window.showWarningMessage("Again and again");
}

async function askName() {
  const input = vscode.window.createInputBox();
  Object.assign(input, {
    title: "Greet",
    step: 1,
    totalSteps: 2,
    placeholder: "A name",
    prompt: "Who is it?",
  });
  const answer = await new Promise((resolve) => {
    input.onDidChangeValue((value) => {
      input.validationMessage = /\d/.test(value) ? "No digits in a name" : undefined;
    });
    input.onDidAccept(() => input.validationMessage || resolve(input.value));
    input.onDidHide(() => resolve(undefined));
    input.show();
  });
  input.dispose();
  return answer;
}

async function pickKind() {
  const pick = vscode.window.createQuickPick();
  Object.assign(pick, { title: "Greet", step: 2, totalSteps: 2, buttons: [vscode.QuickInputButtons.Back] });
  pick.items = [
    { label: "warm", description: "with a smile", detail: "For friends" },
    { label: "cold", description: "without" },
  ];
  const answer = await new Promise((resolve) => {
    pick.onDidTriggerButton(() => resolve("back"));
    pick.onDidAccept(() => resolve(pick.selectedItems[0].label));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  return answer === "back" ? ((await askName()) ? pickKind() : undefined) : answer;
}

function wait({ log }) {
  const options = { location: vscode.ProgressLocation.Notification, title: "Waiting", cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: "half of it", increment: 50 });
    await new Promise((resolve) => token.onCancellationRequested(resolve));
    log.warn("cancelled");
    void vscode.window.showErrorMessage("Cancelled it");
  });
}
