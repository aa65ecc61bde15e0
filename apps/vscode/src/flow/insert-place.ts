import * as vscode from "vscode";
import type { SavedImage } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";

/** Where an image of this flow would be inserted: it stays right while the text around it changes. */
export type InsertPlace = {
  insert(image: SavedImage): Promise<void>;
  dispose(): void;
};

/** The caret of the active editor, from now on. Undefined where no text is open. */
export async function insertPlace(services: Services): Promise<InsertPlace | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { insertImage, trackCaret } = await import("../languages/insert-image.ts");
  const anchor = trackCaret(editor);
  return {
    insert: async (image) => {
      await insertImage(services, anchor, image, image.prompt);
    },
    dispose: () => anchor.dispose(),
  };
}

/** Inserts at the caret as it is now. */
export async function insertAtCaret(services: Services, image: SavedImage): Promise<void> {
  const place = await insertPlace(services);
  if (place) await place.insert(image).finally(() => place.dispose());
  else void vscode.window.showInformationMessage(vscode.l10n.t("Open the file that the image goes into."));
}
