import * as vscode from "vscode";
import type { SavedImage } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";

const stateName = "seedkit.lastImage";
const contextName = "seedkit.hasLastImage";

/** The image that was saved last in this workspace, also before a reload. */
export const lastImage = ({ context }: Pick<Services, "context">): SavedImage | undefined =>
  context.workspaceState.get<SavedImage>(stateName);

/** Remembers the image that `Insert Last Image` takes. */
export async function rememberLastImage(
  services: Pick<Services, "context">,
  image: SavedImage,
): Promise<void> {
  await services.context.workspaceState.update(stateName, image);
  await vscode.commands.executeCommand("setContext", contextName, true);
}

/** Tells the palette whether there is an image to insert. */
export function registerLastImage(services: Services): vscode.Disposable {
  void vscode.commands.executeCommand("setContext", contextName, lastImage(services) !== undefined);
  return vscode.Disposable.from();
}
