import * as vscode from "vscode";
import type { Services } from "../services.ts";

export const galleryType = "seedkit.gallery";

/** Brings the gallery back that was open before a reload. */
export function registerGallery(services: Services): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(galleryType, {
    async deserializeWebviewPanel(panel) {
      const { restoreGallery } = await import("./open-gallery.ts");
      restoreGallery(services, panel);
    },
  });
}
