import * as vscode from "vscode";
import { manifestGlob } from "../core/manifest/manifest-name.ts";
import type { Services } from "../services.ts";
import { provideLenses, resolveLens } from "./code-lens.ts";
import { createDecorations } from "./decorations.ts";
import { showDiagnostics } from "./diagnostics.ts";
import type { Manifests } from "./manifests.ts";
import { manifestsOf } from "./manifests-of.ts";

/** What follows the state of manifests: begins with the first one. */
export function goLive(services: Services): { manifests: Manifests; disposable: vscode.Disposable } {
  const manifests = manifestsOf(services);
  const decorations = createDecorations(manifests);
  const shown = new Map<string, number | undefined>();
  const refresh = new vscode.EventEmitter<void>();
  const disposable = vscode.Disposable.from(
    showDiagnostics(manifests),
    decorations,
    vscode.window.registerFileDecorationProvider(decorations),
    refresh,
    manifests.onDidChange(({ uri, version }) => {
      // Where only a lock or a file changed, nobody asks again by himself.
      const isSameText = shown.get(uri.toString()) === version;
      shown.set(uri.toString(), version);
      if (isSameText) refresh.fire();
    }),
    vscode.languages.registerCodeLensProvider(
      { pattern: manifestGlob },
      {
        onDidChangeCodeLenses: refresh.event,
        provideCodeLenses: (document, token) => provideLenses(manifests, document, token),
        resolveCodeLens: resolveLens,
      },
    ),
  );
  return { manifests, disposable };
}
