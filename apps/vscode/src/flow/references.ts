import * as vscode from "vscode";
import type { Services } from "../services.ts";

const stateName = "seedkit.references";
const contextName = "seedkit.hasReferences";
const changed = new vscode.EventEmitter<void>();

export const onDidChangeReferences: vscode.Event<void> = changed.event;

/** The files that the next image takes as references, as URIs, in order. */
export const nextReferences = ({ context }: Pick<Services, "context">): readonly string[] =>
  context.workspaceState.get<readonly string[]>(stateName, []);

/** Sets them anew. */
export async function setNextReferences(
  { context }: Pick<Services, "context">,
  references: readonly string[],
): Promise<void> {
  await context.workspaceState.update(stateName, references.length > 0 ? references : undefined);
  changed.fire();
}

/** Shows in the status bar how many references are set, and lets them be cleared. */
export function registerReferences(services: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("seedkit.references", vscode.StatusBarAlignment.Right);
  item.name = vscode.l10n.t("Seedkit References");
  item.command = "seedkit.showReferences";
  const show = () => {
    const { length } = nextReferences(services);
    item.text = `$(references) ${length}`;
    const text = vscode.l10n.t("References of the next image: {0}", length);
    item.tooltip = text;
    item.accessibilityInformation = { label: text, role: "button" };
    if (length > 0) item.show();
    else item.hide();
    void vscode.commands.executeCommand("setContext", contextName, length > 0);
  };
  show();
  return vscode.Disposable.from(item, changed.event(show));
}
