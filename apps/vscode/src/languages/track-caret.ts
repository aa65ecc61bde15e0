import * as vscode from "vscode";
import { followPlace } from "../core/insert/follow-place.ts";

/** A place in a document that keeps its place while the text around it changes, and while the file is renamed. */
export type CaretAnchor = vscode.Disposable & {
  readonly uri: vscode.Uri;
  /** Characters from the document's start, as it is now. */
  readonly offset: number;
};

/** Follows the caret's place, or a selection's end, from now on. */
export function trackCaret({ document, selection }: vscode.TextEditor): CaretAnchor {
  let { uri } = document;
  let offset = document.offsetAt(selection.end);
  const subscription = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.uri.toString() !== uri.toString()) return;
      const changes = event.contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      }));
      offset = followPlace(offset, changes);
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        const isAbove = uri.path.startsWith(`${oldUri.path}/`);
        if (oldUri.scheme !== uri.scheme || !(isAbove || oldUri.path === uri.path)) continue;
        uri = uri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) });
      }
    }),
  );
  return {
    get uri() {
      return uri;
    },
    get offset() {
      return offset;
    },
    dispose: () => subscription.dispose(),
  };
}
