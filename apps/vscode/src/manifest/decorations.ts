import * as vscode from "vscode";
import type { Manifests, Watched } from "./manifests.ts";

type Mark = "changed" | "edited";
type Marks = ReadonlyMap<string, Mark | number>;

// Beyond, the explorer is told to ask for what it shows.
const mostTold = 200;

/** Marks files in the explorer that are no longer as the manifest describes them, and counts them at it. */
export function createDecorations(manifests: Manifests): vscode.FileDecorationProvider & vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  const byManifest = new Map<string, Marks>();
  const update = (watched: Watched) => {
    // What is typed and not saved is not yet what the project says.
    if (watched.isDirty) return;
    const name = watched.uri.toString();
    const before = byManifest.get(name) ?? new Map<string, Mark>();
    const now = marksOf(watched);
    if (now.size > 0) byManifest.set(name, now);
    else byManifest.delete(name);
    const told = [...new Set([...before.keys(), ...now.keys()])].filter(
      (uri) => before.get(uri) !== now.get(uri),
    );
    if (told.length > 0)
      changes.fire(told.length > mostTold ? undefined : told.map((uri) => vscode.Uri.parse(uri, true)));
  };
  for (const watched of manifests.all()) update(watched);
  const listening = manifests.onDidChange(update);
  return {
    onDidChangeFileDecorations: changes.event,
    provideFileDecoration(uri) {
      if (byManifest.size === 0) return undefined;
      const name = uri.toString();
      for (const marks of byManifest.values()) {
        const mark = marks.get(name);
        if (mark !== undefined) return decorationOf(mark);
      }
      return undefined;
    },
    dispose() {
      listening.dispose();
      changes.dispose();
    },
  };
}

function marksOf({ uri, folder, assessment }: Watched): Marks {
  const marks = new Map<string, Mark | number>();
  const at = (path: string) => vscode.Uri.joinPath(folder, path).toString();
  for (const { state, made, files } of assessment?.entries ?? []) {
    if (state === "changed") for (const path of made) marks.set(at(path), "changed");
    if (state === "edited") for (const path of files) marks.set(at(path), "edited");
  }
  const open = assessment?.totals?.entries ?? 0;
  if (open > 0) marks.set(uri.toString(), open);
  return marks;
}

function decorationOf(mark: Mark | number): vscode.FileDecoration {
  const colour = new vscode.ThemeColor("gitDecoration.modifiedResourceForeground");
  if (mark === "changed")
    return new vscode.FileDecoration("M", vscode.l10n.t("No longer as seedkit.yaml describes it"), colour);
  if (mark === "edited")
    return new vscode.FileDecoration("E", vscode.l10n.t("Edited by hand after it was generated"));
  // A badge has room for two characters.
  const badge = mark > 99 ? "9+" : String(mark);
  const text =
    mark === 1 ? vscode.l10n.t("1 image to generate") : vscode.l10n.t("{0} images to generate", mark);
  return new vscode.FileDecoration(badge, text);
}
