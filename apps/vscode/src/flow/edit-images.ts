import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { insertPlace } from "./insert-place.ts";
import { makeImages } from "./make-images.ts";
import type { Back } from "./steps.ts";
import { nameOf } from "./words.ts";

/** Asks what to make of images that are there; the new one lies beside the first. */
export async function editImages(
  services: Services,
  files: readonly vscode.Uri[],
  stepsBefore = 0,
): Promise<Back | undefined> {
  const [first] = files;
  if (!first) return undefined;
  const title =
    files.length === 1
      ? vscode.l10n.t("Edit {0}", nameOf(first.toString()))
      : vscode.l10n.t("Edit {0} and {1} More", nameOf(first.toString()), files.length - 1);
  const place = insertPlace(services);
  const references = files.map((uri) => uri.toString());
  const start = { kind: "edit", title, references, near: first, stepsBefore } as const;
  return makeImages(services, { ...start, ...besideFile(first, "edit") }, { place });
}

/** A folder and a name that show where the new image comes from; elsewhere than in a workspace the settings rule. */
export function besideFile(file: vscode.Uri, suffix: string): { folder?: vscode.Uri; name?: string } {
  if (!vscode.workspace.getWorkspaceFolder(file)) return {};
  const stem = nameOf(file.toString()).replace(/\.[^.]*$/, "");
  return { folder: vscode.Uri.joinPath(file, ".."), name: `${stem}-${suffix}` };
}
