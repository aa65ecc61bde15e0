import type { Issue } from "@seedkit/core";
import * as vscode from "vscode";
import type { Target } from "../core/jobs/job.ts";
import { fileName, numbered } from "../core/saving/file-name.ts";
import { formatOfPath } from "../core/saving/image-format.ts";
import { outputFolders } from "../flow/output-folder.ts";
import { readSettings } from "../host/settings.ts";
import { exists } from "../saving/place.ts";
import type { Services } from "../services.ts";
import { findInside, issueAt, nameInWorkspace } from "./inside-workspace.ts";

/** Where an image of a call goes: inside the workspace, and free. */
export type Place = {
  readonly target: Target;
  /** As people are told. */
  readonly shown: string;
};

export type Wanted = {
  /** As the model gave it. */
  readonly output: string | undefined;
  readonly prompt: string;
  readonly model: string;
};

/** Finds a place in the workspace. What is wrong with the one that was named is an issue of `output`. */
export async function findPlace(services: Services, wanted: Wanted): Promise<Place | Issue> {
  const { output } = wanted;
  if (output === undefined) {
    const [folder] = outputFolders();
    const found = folder && (await findInside(services, folder.toString()));
    if (found) return freeIn(found, readSettings(found).fileName, wanted);
    return folder
      ? issueAt("output", "is missing: the user's folder for images lies outside of the workspace")
      : noFolder();
  }
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return noFolder();
  const uri = await findInside(services, output);
  if (!uri) return issueAt("output", `${output} lies outside of the workspace`, "a path inside");
  if (/[\\/]$/.test(output) || (await isFolder(uri))) return freeIn(uri, readSettings(uri).fileName, wanted);
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  // What is no image's ending belongs to the name: no source file is made of an image.
  if (formatOfPath(uri.path) === undefined) return freeIn(vscode.Uri.joinPath(uri, ".."), name, wanted);
  if (await exists(uri))
    return issueAt("output", `${output} exists already`, "a free name: nothing is overwritten");
  return { target: { kind: "file", uri: uri.toString() }, shown: nameInWorkspace(uri) };
}

const noFolder = () => issueAt("output", "has no place: no folder is open. Ask the user to open one");

async function freeIn(folder: vscode.Uri, template: string, { prompt, model }: Wanted): Promise<Place> {
  const name = fileName(template, { prompt, model, now: new Date() });
  let shown = "";
  for (let number = 1; number < 1000; number++) {
    // Nearly all come as JPEG; the name of another type is as free or as taken.
    const uri = vscode.Uri.joinPath(folder, `${numbered(name, number)}.jpg`);
    shown = nameInWorkspace(uri);
    if (!(await exists(uri))) break;
  }
  return { target: { kind: "folder", folder: folder.toString(), name: template }, shown };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
}
