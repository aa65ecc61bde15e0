import { createLimiter, readHeader, systemClock } from "@seedkit/core";
import * as vscode from "vscode";
import { askConverter } from "../core/converter/ask-converter.ts";
import { type CodecFile, codecFiles, type SourceFormat } from "../core/converter/codecs.ts";
import type { Conversion } from "../core/converter/convert-image.ts";
import { extensionOf, type ImageFormat } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";

export type ConvertOptions = Pick<Conversion, "quality" | "maxWidth">;

// A decoded image of 4096 x 4096 px is 64 MB, and its codec holds it once more.
const conversions = createLimiter({ concurrency: 1 });

/** Whether images can be converted to a format, where a thread can be had. */
export function canConvert(format: string): format is ImageFormat {
  return ["jpg", "png", "webp", "avif"].includes(format);
}

/**
 * An image in another format, made in a thread of its own: nobody who types waits. The thread ends with it, and
 * gives its memory back. @throws Error where no thread can be had, or the image cannot be read
 */
export async function convert(
  bytes: Uint8Array,
  to: ImageFormat,
  { quality, maxWidth }: ConvertOptions,
  services: Services,
): Promise<Uint8Array> {
  const from = sourceFormat(bytes);
  const leave = await conversions.enter();
  try {
    const files = await readFiles(services, codecFiles(from, to, maxWidth !== undefined));
    return await runThread(services, {
      ...{ bytes, from, to, files },
      ...(quality !== undefined && { quality }),
      ...(maxWidth !== undefined && { maxWidth }),
    });
  } finally {
    leave();
  }
}

function sourceFormat(bytes: Uint8Array): SourceFormat {
  const header = readHeader(bytes);
  const format = header && extensionOf(header.mediaType);
  if (format === "jpg" || format === "png" || format === "webp") return format;
  throw new Error(`${header?.mediaType ?? "what is no image"} cannot be converted`);
}

async function readFiles({ context }: Services, names: readonly CodecFile[]): Promise<Conversion["files"]> {
  const read = names.map(async (name) => {
    const uri = vscode.Uri.joinPath(context.extensionUri, "dist", "wasm", `${name}.wasm`);
    return [name, await vscode.workspace.fs.readFile(uri)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

async function runThread({ context, environment }: Services, conversion: Conversion): Promise<Uint8Array> {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", environment.name, "converter-worker.js");
  return askConverter(await environment.startWorker(script), conversion, systemClock);
}
