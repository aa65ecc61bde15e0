import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import type { GeneratedImage } from "@seedkit/core";
import { makeFolder } from "@seedkit/core/node";
import { CommandError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { shown } from "./check-target.ts";
import { honoured, pathOf, type Target } from "./target.ts";

/** What became of one image. */
export type SavedImage = {
  /** Its number, from 1. */
  readonly index: number;
  /** Absolute. */
  readonly file: string;
  readonly image: GeneratedImage;
  /** What a person should know about the name. */
  readonly notes: readonly string[];
  /** Set where the image could not be written where it was wanted; it lies in `file` all the same. */
  readonly failure?: CommandError;
};

/** Writes a paid image: under its name, the next free one, or in the rescue folder. It is never lost. */
export async function saveImage(
  host: Host,
  target: Target,
  image: GeneratedImage,
  index: number,
): Promise<SavedImage> {
  const { extensionOf } = await import("@seedkit/core/node");
  const extension = extensionOf(image.mediaType);
  const hash = createHash("sha256").update(image.bytes).digest("hex").slice(0, 12);
  const wanted = pathOf(target, { index, hash, extension });
  try {
    const file = await saveFree(target, wanted, image.bytes);
    return { index, file, image, notes: nameNotes(target, file, wanted, extension) };
  } catch (cause) {
    const file = await rescue(host, basename(wanted), image.bytes);
    const reason = cause instanceof Error ? cause.message : String(cause);
    const failure = new CommandError(
      "save_failed",
      `${shown(target, wanted)} could not be written: ${reason}`,
      {
        charged: "yes",
        hint: `The image is safe in ${file}`,
        cause,
      },
    );
    return { index, file, image, notes: [], failure };
  }
}

async function saveFree(target: Target, wanted: string, bytes: Uint8Array): Promise<string> {
  const { saveFile } = await import("@seedkit/core/node");
  await makeFolder(dirname(wanted));
  // Only a name that was typed may be replaced: not a numbered one, nor one with another extension.
  const typed = target.extension === undefined || wanted.endsWith(target.extension);
  const overwrite = target.overwrite && !target.numbered && typed;
  for (const path of freeNames(wanted)) {
    try {
      await saveFile(path, bytes, { overwrite });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (target.template.includes("{hash}") && (await holds(path, bytes))) return path;
    }
  }
  throw new Error("no free name is left");
}

/** `fox.jpg`, `fox-2.jpg`, `fox-3.jpg` and so on. */
function* freeNames(path: string): Generator<string> {
  yield path;
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let number = 2; number < 100_000; number++) yield `${stem}-${number}${extension}`;
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  return readFile(path).then(
    (there) => there.equals(bytes),
    () => false,
  );
}

async function rescue(host: Host, name: string, bytes: Uint8Array): Promise<string> {
  const { saveFile } = await import("@seedkit/core/node");
  const { state } = await host.folders();
  let last: unknown;
  for (const folder of [join(state, "rescue"), join(tmpdir(), "seedkit-rescue")]) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const path of freeNames(join(folder, name))) {
        try {
          await saveFile(path, bytes);
          return path;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        }
      }
    } catch (error) {
      last = error;
    }
  }
  throw new CommandError("save_failed", "A paid image could be written nowhere", {
    charged: "yes",
    cause: last,
  });
}

function nameNotes(target: Target, file: string, wanted: string, extension: string): string[] {
  const notes: string[] = [];
  if (target.extension && !honoured(target.extension, extension)) {
    notes.push(
      `${shown(target, file)} holds ${extension.toUpperCase()}, so it is not named ${target.extension}`,
    );
  }
  if (file !== wanted && !target.numbered)
    notes.push(`${shown(target, wanted)} was taken meanwhile: saved as ${shown(target, file)}`);
  return notes;
}
