import type * as vscode from "vscode";
import { editImages } from "../flow/edit-images.ts";
import type { Services } from "../services.ts";

/** Several at once are several references: the first is the image that is edited. */
export async function run(services: Services, uri: vscode.Uri, uris?: readonly vscode.Uri[]): Promise<void> {
  await editImages(services, uris && uris.length > 0 ? uris : [uri]);
}
