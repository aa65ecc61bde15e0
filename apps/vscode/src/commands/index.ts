import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { run as editImage } from "./edit-image.ts";
import { run as editImageFile } from "./edit-image-file.ts";
import { run as generateImage } from "./generate-image.ts";
import { run as generateImageHere } from "./generate-image-here.ts";
import { run as generateVariations } from "./generate-variations.ts";

/** A command's module: loaded when it is first used, or at hand where it has a box to show at once. */
type Run = (services: Services, ...args: never[]) => unknown;
type Command = { readonly run: Run };
type Load = () => Command | Promise<Command>;

/** Every command of package.json, one file each. A test compares the two. */
export const commands: Readonly<Record<string, Load>> = {
  "seedkit.generateImage": () => ({ run: generateImage }),
  "seedkit.generateFromSelection": () => import("./generate-from-selection.ts"),
  "seedkit.editImage": () => ({ run: editImage }),
  "seedkit.generateVariations": () => ({ run: generateVariations }),
  "seedkit.insertLastImage": () => import("./insert-last-image.ts"),
  "seedkit.generateChanged": () => import("./generate-changed.ts"),
  "seedkit.generateEntry": () => import("./generate-entry.ts"),
  "seedkit.openEntryFile": () => import("./open-entry-file.ts"),
  "seedkit.openGallery": () => import("./open-gallery.ts"),
  "seedkit.setApiKey": () => import("./set-api-key.ts"),
  "seedkit.clearApiKey": () => import("./clear-api-key.ts"),
  "seedkit.showCredits": () => import("./show-credits.ts"),
  "seedkit.generateImageHere": () => ({ run: generateImageHere }),
  "seedkit.useAsReference": () => import("./use-as-reference.ts"),
  "seedkit.showReferences": () => import("./show-references.ts"),
  "seedkit.clearReferences": () => import("./clear-references.ts"),
  "seedkit.editImageFile": () => ({ run: editImageFile }),
  "seedkit.varyImageFile": () => import("./vary-image-file.ts"),
  "seedkit.copyPrompt": () => import("./copy-prompt.ts"),
  "seedkit.generateMissingImage": () => import("./generate-missing-image.ts"),
  "seedkit.insertFromHistory": () => import("./insert-from-history.ts"),
  "seedkit.regenerateFromHistory": () => import("./regenerate-from-history.ts"),
  "seedkit.editFromHistory": () => import("./edit-from-history.ts"),
  "seedkit.revealFromHistory": () => import("./reveal-from-history.ts"),
  "seedkit.copyPromptFromHistory": () => import("./copy-prompt-from-history.ts"),
  "seedkit.deleteFromHistory": () => import("./delete-from-history.ts"),
  "seedkit.pasteReference": () => import("./paste-reference.ts"),
  "seedkit.removeReference": () => import("./remove-reference.ts"),
  "seedkit.openSamplePage": () => import("./open-sample-page.ts"),
  "seedkit.openSampleManifest": () => import("./open-sample-manifest.ts"),
  "seedkit.useEmulator": () => import("./use-emulator.ts"),
  "seedkit.cancelAll": () => import("./cancel-all.ts"),
  "seedkit.showJobs": () => import("./show-jobs.ts"),
  "seedkit.showLog": () => import("./show-log.ts"),
};

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(commands).map(([id, load]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        const { run } = await load();
        return await run(services, ...(args as never[]));
      } catch (error) {
        if (error instanceof vscode.CancellationError) return undefined;
        const { showError } = await import("../host/show-error.ts");
        void showError(services, error);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
