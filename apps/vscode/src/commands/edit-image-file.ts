import type * as vscode from "vscode";
import { editImages } from "../flow/edit-images.ts";
import { chosenFiles } from "../host/chosen-files.ts";
import type { Services } from "../services.ts";

/** Several at once are several references: the first is the image that is edited. */
export async function run(services: Services, uri?: vscode.Uri, uris?: readonly vscode.Uri[]): Promise<void> {
  await editImages(services, chosenFiles(uri, uris));
}
