import { createRequire } from "node:module";
import { join } from "node:path";
import type * as vscode from "vscode";

/** When the extension had the lenses of a document ready, by `performance.now()`. */
export type HandedOver = (uri: vscode.Uri) => number | undefined;

/**
 * Notes when an extension that is not active yet hands lenses over: what comes after, until an editor has them, is the
 * editor's own.
 */
export function watchLenses(extension: vscode.Extension<unknown>): HandedOver {
  const times = new Map<string, number>();
  // The extension's own `vscode`: each has one.
  const load = createRequire(join(extension.extensionPath, "package.json"));
  const { languages } = load("vscode") as typeof vscode;
  const register = languages.registerCodeLensProvider;
  languages.registerCodeLensProvider = (selector, provider) => {
    const watched: vscode.CodeLensProvider = Object.create(provider);
    watched.provideCodeLenses = async (document, token) => {
      const lenses = await provider.provideCodeLenses(document, token);
      const uri = document.uri.toString();
      if (lenses && !times.has(uri)) times.set(uri, performance.now());
      return lenses;
    };
    return register(selector, watched);
  };
  return (uri) => times.get(uri.toString());
}
