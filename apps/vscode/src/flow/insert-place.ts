import * as vscode from "vscode";
import type { SavedImage } from "../core/jobs/job.ts";
import { trackCaret } from "../languages/track-caret.ts";
import type { Services } from "../services.ts";

/** Where the images of this flow would be inserted: it stays right while the text around it changes. */
export type InsertPlace = {
  insert(images: readonly SavedImage[]): Promise<void>;
  dispose(): void;
};

/** The caret of an editor, from now on. Undefined where no text is open. */
export function insertPlace(
  services: Services,
  editor = vscode.window.activeTextEditor,
): InsertPlace | undefined {
  return editor && placeOf(services, editor, false);
}

/** Below the line that the selection ends on, each image a paragraph of its own. The text is kept. */
export const placeBelowSelection = (services: Services, editor: vscode.TextEditor): InsertPlace =>
  placeOf(services, editor, true);

function placeOf(services: Services, editor: vscode.TextEditor, below: boolean): InsertPlace {
  const anchor = trackCaret(editor);
  return {
    insert: async (images) => {
      const { insertImages } = await import("../languages/insert-image.ts");
      if (await insertImages(services, anchor, images, { below })) return;
      const { t } = vscode.l10n;
      const gone = t(
        "The text that the image was for is closed or gone. Insert Last Image puts it elsewhere.",
      );
      void vscode.window.showWarningMessage(gone);
    },
    dispose: () => anchor.dispose(),
  };
}

/** Inserts at the caret as it is now. */
export async function insertAtCaret(
  services: Services,
  images: readonly SavedImage[],
  editor = vscode.window.activeTextEditor,
): Promise<void> {
  const place = insertPlace(services, editor);
  if (place) await place.insert(images).finally(() => place.dispose());
  else void vscode.window.showInformationMessage(vscode.l10n.t("Open the file that the image goes into."));
}
