import type * as vscode from "vscode";
import type { GalleryImage, ToGallery } from "../core/gallery/messages.ts";
import { nameOf } from "../flow/words.ts";
import { factsOf } from "../history/history-item.ts";
import { historyOf } from "../history/history-of.ts";
import { readMadeFrom } from "../host/read-prompt.ts";
import type { Services } from "../services.ts";
import { imagesIn } from "./images-in.ts";

/** The images of the folders as the page shows them, newest first. Prompts are those of the history. */
export async function galleryImages(
  services: Services,
  webview: vscode.Webview,
  folders: readonly vscode.Uri[],
): Promise<readonly GalleryImage[]> {
  const [images, entries] = await Promise.all([imagesIn(folders), historyOf(services).list()]);
  const prompts = new Map(entries.map(({ uri, prompt }) => [uri, prompt]));
  return images.map(({ uri, changedAt }) => {
    const id = uri.toString();
    // A file that was written anew is shown anew.
    return {
      id,
      name: nameOf(id),
      source: `${webview.asWebviewUri(uri)}?${changedAt}`,
      prompt: prompts.get(id),
    };
  });
}

/** What is known of one image: from the history, else from what the file itself says. */
export async function aboutImage(
  services: Services,
  uri: vscode.Uri,
): Promise<Extract<ToGallery, { type: "about" }>> {
  const id = uri.toString();
  const entry = (await historyOf(services).list()).find((candidate) => candidate.uri === id);
  if (entry) return { type: "about", id, prompt: entry.prompt, facts: factsOf(entry) };
  const made = await readMadeFrom(uri);
  return { type: "about", id, prompt: made?.prompt, facts: made?.model ? [made.model] : [] };
}
