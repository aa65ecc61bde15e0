import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "@seedkit/core/node";
import { InputError } from "../inputs/input-error.ts";
import type { Settings } from "../inputs/settings.ts";
import { fromWorkspace, insideWorkspace } from "./inside.ts";
import { promptManifest } from "./prompt-manifest.ts";
import { bringReferences } from "./references.ts";

/** What is made and where: links are followed, and it lies in the workspace. */
export type Project = {
  /** Absolute. Images, lock and state lie here. */
  readonly folder: string;
  /** The same from the workspace, with `/`. */
  readonly folderShown: string;
  /** Absolute: where the manifest lies, or would lie. */
  readonly manifest: string;
  /** The same from the workspace; undefined where prompts made it. */
  readonly manifestShown?: string;
  readonly text: string;
  readonly format?: "json";
};

/** Finds the folder and the manifest. @throws InputError naming the input */
export async function openProject({ what }: Settings, workspace: string): Promise<Project> {
  if (what.kind === "manifest") return openManifest(what.path, workspace);
  const folder = await input("output-dir", () => insideWorkspace(workspace, what.outputDir));
  await input("output-dir", () => makeFolder(folder));
  await stateInside(folder, workspace);
  const references = await input("image-input", () => bringReferences(workspace, folder, what.references));
  return {
    folder,
    folderShown: fromWorkspace(workspace, folder),
    manifest: join(folder, "seedkit.json"),
    text: promptManifest(what, references),
    format: "json",
  };
}

async function openManifest(path: string, workspace: string): Promise<Project> {
  const manifest = await input("manifest", () => insideWorkspace(workspace, path));
  const text = await readFile(manifest, "utf8").catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === "ENOENT"
        ? "there is no such file; is actions/checkout before this step?"
        : error.message;
    throw new InputError([`manifest: ${path}: ${why}`]);
  });
  const folder = dirname(manifest);
  await stateInside(folder, workspace);
  return {
    folder,
    folderShown: fromWorkspace(workspace, folder),
    manifest,
    manifestShown: fromWorkspace(workspace, manifest),
    text,
  };
}

/** A state folder that is a link would take what is noted of the run elsewhere. */
async function stateInside(folder: string, workspace: string): Promise<void> {
  await input("output-dir", () => insideWorkspace(workspace, join(folder, ".seedkit")));
}

async function input<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new InputError([`${name}: ${error instanceof Error ? error.message : error}`]);
  }
}
