import { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import {
  createFolderHolds,
  type FolderHolder,
  type FolderHolds,
  type Hold,
} from "../core/manifest/folder-holds.ts";
import type { Services } from "../services.ts";

const known = new WeakMap<Services, FolderHolds>();

function holdsOf(services: Services): FolderHolds {
  const found = known.get(services);
  if (found) return found;
  const { takeFolder } = services.environment;
  if (!takeFolder) throw new Error("no folder can be taken here");
  const holds = createFolderHolds(takeFolder);
  known.set(services, holds);
  return holds;
}

/**
 * Holds a project folder, so that neither a command line nor another window pays for its entries meanwhile. Where
 * there are no processes to keep apart, as in a browser, it only looks whether somebody else holds it.
 * `isFirst`: others may have worked there until now. @throws SeedkitError where it cannot be written
 */
export async function holdFolder(
  services: Services,
  folder: vscode.Uri,
): Promise<(Hold & { readonly isFirst: boolean }) | { readonly holder: FolderHolder | undefined }> {
  const { realPath, takeFolder } = services.environment;
  if (folder.scheme !== "file" || !takeFolder) {
    const found = await holderIn(folder);
    return found ?? { isFirst: true, release: async () => {} };
  }
  return holdsOf(services).hold((await realPath?.(folder.fsPath)) ?? folder.fsPath);
}

/** The window closes: what it holds is anybody's. */
export async function releaseFolders(services: Services): Promise<void> {
  await known.get(services)?.close();
}

async function holderIn(folder: vscode.Uri): Promise<{ holder: FolderHolder | undefined } | undefined> {
  const uri = vscode.Uri.joinPath(folder, ".seedkit/run.lock");
  try {
    const [bytes, { mtime }] = await Promise.all([
      vscode.workspace.fs.readFile(uri),
      vscode.workspace.fs.stat(uri),
    ]);
    const { pid, host } = JSON.parse(new TextDecoder().decode(bytes)) as { pid?: unknown; host?: unknown };
    const isKnown = typeof pid === "number" && typeof host === "string";
    return { holder: isKnown ? { pid, host, isHere: false, since: mtime } : undefined };
  } catch (error) {
    // A text that says nothing still says that somebody holds it.
    return error instanceof SyntaxError ? { holder: undefined } : undefined;
  }
}

/** Why nothing was sent, and the way out. */
export function heldError(folder: vscode.Uri, holder: FolderHolder | undefined): SeedkitError {
  const { t } = vscode.l10n;
  const lock = vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, ".seedkit/run.lock"));
  const hint = holder?.isHere
    ? t("Nothing was sent: wait for it to end, or stop it.")
    : t("Nothing was sent: wait for it to end. Where nothing works there any more, delete {0}.", lock);
  return new SeedkitError("invalid_input", messageOf(holder), { charged: "no", retryable: true, hint });
}

function messageOf(holder: FolderHolder | undefined): string {
  const { t } = vscode.l10n;
  if (!holder) return t("The command line or another window generates images of this folder");
  const { pid, host, since } = holder;
  const time = since === undefined ? "?" : new Date(since).toLocaleString(vscode.env.language, timeStyle);
  return t(
    "The command line or another window generates images of this folder: process {0} on {1}, since {2}",
    pid,
    host,
    time,
  );
}

const timeStyle = { dateStyle: "short", timeStyle: "short" } as const;
