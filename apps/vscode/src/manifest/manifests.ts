import * as vscode from "vscode";
import type { Assessment, ManifestText, WorkToDo } from "../core/manifest/assessment.ts";
import { isManifestPath } from "../core/manifest/manifest-name.ts";
import { readSettings } from "../host/settings.ts";
import type { Services } from "../services.ts";
import { createAssessors } from "./assessors.ts";
import { createWorkspaceFiles, type WorkspaceFiles } from "./workspace-files.ts";

/** A manifest that is looked after, and how it stands. */
export type Watched = {
  readonly uri: vscode.Uri;
  readonly folder: vscode.Uri;
  readonly files: WorkspaceFiles;
  readonly assessment?: Assessment;
  /** Of the document that was looked at; undefined where it was the file. */
  readonly version?: number | undefined;
  /** The document had changes that are not saved. */
  readonly isDirty: boolean;
};

/** All manifests of the window, each read when it, its lock or its files change. */
export type Manifests = vscode.Disposable & {
  /** Begins to look after a manifest. */
  watch(uri: vscode.Uri): void;
  get(uri: vscode.Uri): Watched | undefined;
  all(): readonly Watched[];
  /** How a document stands as it is now; undefined where that is not known before the token is cancelled. */
  assessed(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<Watched | undefined>;
  /** What there is to make, all files looked at. */
  plan(uri: vscode.Uri, only?: readonly string[]): Promise<WorkToDo>;
  /** Reads a manifest anew where it depends on this: itself, its lock, a file. */
  touched(uri: vscode.Uri): void;
  /** Until what was touched is read. */
  settled(uri: vscode.Uri): Promise<Watched | undefined>;
  readonly onDidChange: vscode.Event<Watched>;
};

type Mutable = { -readonly [Name in keyof Watched]: Watched[Name] } & {
  timer?: ReturnType<typeof setTimeout> | undefined;
  running?: Promise<void> | undefined;
  again: boolean;
};

/** A pause in typing. */
const pauseMs = 150;

export function createManifests(services: Services): Manifests {
  const watched = new Map<string, Mutable>();
  const assessors = createAssessors(services);
  const changes = new vscode.EventEmitter<Watched>();

  const read = async (one: Mutable) => {
    const source = await sourceOf(services, one.uri);
    if (!source) {
      watched.delete(one.uri.toString());
      assessors.forget(one.uri.toString());
      changes.fire({ ...one, assessment: { problems: [], folders: [] } });
      return;
    }
    try {
      one.assessment = await assessors.assess(source.manifest, one.files);
    } catch (error) {
      services.log.error(`${one.uri.path} could not be read: ${String(error)}`);
      return;
    }
    one.version = source.version;
    one.isDirty = source.isDirty;
    changes.fire(one);
  };
  const start = (one: Mutable): Promise<void> => {
    clearTimeout(one.timer);
    one.timer = undefined;
    if (one.running) {
      one.again = true;
      return one.running;
    }
    one.running = (async () => {
      do {
        one.again = false;
        await read(one);
      } while (one.again);
      one.running = undefined;
    })();
    return one.running;
  };
  const soon = (one: Mutable) => {
    clearTimeout(one.timer);
    one.timer = setTimeout(() => void start(one), pauseMs);
  };
  const watch = (uri: vscode.Uri): Mutable => {
    const known = watched.get(uri.toString());
    if (known) return known;
    const folder = vscode.Uri.joinPath(uri, "..");
    const files = createWorkspaceFiles(folder);
    const one: Mutable = { uri, folder, files, isDirty: false, again: false };
    watched.set(uri.toString(), one);
    void start(one);
    return one;
  };

  return {
    onDidChange: changes.event,
    watch: (uri) => void watch(uri),
    get: (uri) => watched.get(uri.toString()),
    all: () => [...watched.values()],
    async assessed(document, token) {
      const one = watch(document.uri);
      const { version } = document;
      if (one.version === version) return one;
      const ends: vscode.Disposable[] = [];
      const known = new Promise<Watched | undefined>((resolve) => {
        ends.push(
          changes.event((told) => told === one && isAsNew(one.version, version) && resolve(one)),
          token.onCancellationRequested(() => resolve(undefined)),
        );
      });
      if (!one.running && !one.timer) void start(one);
      return known.finally(() => vscode.Disposable.from(...ends).dispose());
    },
    async plan(uri, only) {
      const one = watch(uri);
      one.files.changed();
      const source = await sourceOf(services, uri);
      if (!source) throw vscode.FileSystemError.FileNotFound(uri);
      return assessors.plan(source.manifest, one.files, only);
    },
    touched(uri) {
      for (const one of watched.values()) {
        if (!concerns(one, uri)) continue;
        one.files.changed(uri);
        soon(one);
      }
    },
    async settled(uri) {
      const one = watch(uri);
      await (one.timer ? start(one) : one.running);
      return watched.get(uri.toString());
    },
    dispose() {
      for (const { timer } of watched.values()) clearTimeout(timer);
      watched.clear();
      assessors.dispose();
      changes.dispose();
    },
  };
}

/** One types on while it is read: what is newer will do. */
const isAsNew = (known: number | undefined, wanted: number) => known !== undefined && known >= wanted;

function concerns({ uri, folder, assessment }: Watched, changed: vscode.Uri): boolean {
  if (changed.toString() === uri.toString()) return true;
  const home = `${folder.path.replace(/\/$/, "")}/`;
  if (changed.scheme !== folder.scheme || changed.authority !== folder.authority) return false;
  if (!changed.path.startsWith(home) || changed.path.startsWith(`${home}.seedkit/`)) return false;
  const path = changed.path.slice(home.length);
  const within = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  // A folder that comes or goes takes its files along.
  return assessment?.folders.some((known) => known === within || known === path) ?? path === "seedkit.lock";
}

type Source = {
  readonly manifest: ManifestText;
  readonly version: number | undefined;
  readonly isDirty: boolean;
};

/** A manifest as it is open, or as it lies there. */
async function sourceOf({ environment }: Services, uri: vscode.Uri): Promise<Source | undefined> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const text = document?.getText() ?? (await readText(uri));
  if (text === undefined || !isManifestPath(uri.path)) return undefined;
  const { canConvert } = await import("../saving/convert.ts");
  const formats = ["jpg", "png", "webp", "avif"].filter((format) => canConvert(format));
  const { concurrency } = readSettings(uri);
  const file = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const disk = environment.name === "node" && uri.scheme === "file" && vscode.Uri.joinPath(uri, "..").fsPath;
  const manifest = {
    manifest: uri.toString(),
    ...(disk && { disk }),
    ...{ file, text, formats, concurrency },
  };
  return { manifest, version: document?.version, isDirty: document?.isDirty ?? false };
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
