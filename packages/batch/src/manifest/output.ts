import type { Entry, OutputFormat } from "./entry.ts";
import { normalizePath } from "./paths.ts";

/** The extensions an output may have. */
export const extensions = ["jpg", "jpeg", "png", "webp", "avif"] as const;

/**
 * The file of one image, relative to the manifest's folder. `extension`, without a dot, is the real type's: it is
 * added where the manifest names none. `{index}` counts from 1 through all calls of the entry.
 */
export function outputPath(entry: Entry, callIndex: number, imageIndex: number, extension: string): string {
  const index = callIndex * entry.imagesPerCall + imageIndex + 1;
  return outputName(entry, index) + (entry.outputs.format === "original" ? `.${extension}` : "");
}

/** An output's path without the extension that is added to it; `index` from 1. */
export function outputName({ outputs, id, model }: Entry, index: number): string {
  if (!outputs.template.includes("{")) return outputs.template;
  return outputs.template
    .replaceAll("{index}", String(index))
    .replaceAll("{id}", id)
    .replaceAll("{model}", model);
}

/** How many files an entry may come to, at most. */
export const mostFiles = ({ count, imagesPerCall }: Pick<Entry, "count" | "imagesPerCall">) =>
  count * imagesPerCall;

/** The format a template's extension asks for. `template`: as written; `filled`: with its variables. */
export function outputFormat(
  template: string,
  filled: string,
): { format: OutputFormat } | { unsupported: string } {
  // An extension of the template, not of a value that happens to hold a dot.
  if (!/\.([A-Za-z0-9]+|\{[A-Za-z_]\w*\})$/.test(template)) return { format: "original" };
  const extension = /\.([A-Za-z0-9]+)$/.exec(filled)?.[1];
  if (extension === undefined) return { format: "original" };
  const known = extensions.find((one) => one === extension.toLowerCase());
  if (known === undefined) return { unsupported: extension };
  return { format: known === "jpeg" ? "jpg" : known };
}

const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
// What most names are: nothing in them that any system minds.
const plainName = /^(?:[\w-]+\/)*[\w-]+(?:\.\w+)?$/;
const deviceName = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/i;
const longestName = 250;
const encoder = new TextEncoder();

/** Why a file cannot have this name on every system; undefined where it can. */
export function nameProblem(path: string): { code: string; message: string } | undefined {
  if (path.length <= longestName / 3 && plainName.test(path) && !deviceName.test(path)) return undefined;
  const refuse = (message: string) => ({ code: "bad_output", message });
  if (path.includes("\\")) return refuse("folders are separated by /, not \\");
  const normal = normalizePath(path);
  if (normal === undefined) {
    return { code: "output_outside", message: "it lies outside the manifest's folder" };
  }
  if (normal === "" || path.endsWith("/")) return refuse("it names no file");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const bad = /[\u0000-\u001f\u007f<>:"|?*{}]/.exec(normal);
  if (bad) return refuse(`a name may not hold ${JSON.stringify(bad[0])}`);
  if (/[. ](?:\/|$)/.test(normal)) return refuse("a name may not end in a dot or a space");
  if (/^\.(?:git|seedkit)(?:\/|$)/i.test(normal)) return refuse("this folder is not for images");
  for (const part of normal.split("/")) {
    if (deviceNames.test(part)) return refuse(`${part} is a device on Windows`);
    // Room for the extension that is added. A character has three bytes at most for each of its UTF-16 units.
    const mayBeLong = part.length * 3 > longestName;
    if (mayBeLong && encoder.encode(part).length > longestName) {
      return refuse(`a name may have ${longestName} bytes at most`);
    }
  }
  return undefined;
}
