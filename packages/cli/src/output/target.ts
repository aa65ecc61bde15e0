import { stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { usageError } from "../command-error.ts";
import { slug } from "./slug.ts";
import { fillTemplate, placeholdersOf } from "./template.ts";

/** Where images go, as it was asked for. Plain data: a note of a submitted request keeps it. */
export type OutputRequest = {
  /** As typed: a file, a folder, a template, or nothing. */
  readonly output?: string | undefined;
  readonly cwd: string;
  readonly overwrite: boolean;
  /** The most images that can come. */
  readonly most: number;
};

/** Where images go: a template of paths without their extension, which the image decides. */
export type Target = OutputRequest & {
  readonly template: string;
  /** The extension as typed, with its dot. */
  readonly extension: string | undefined;
  /** Takes the next free name where one is taken; else a taken name is refused before anything is paid. */
  readonly numbered: boolean;
  readonly id: string;
  readonly model: string;
};

/** Extensions that name an image type; anything else belongs to the name. */
export const imageExtensions = ["jpg", "jpeg", "png", "webp", "gif", "avif"] as const;

/** Turns `-o` into a target. @throws SeedkitError `invalid_input` for a template that cannot be filled. */
export async function planTarget(request: OutputRequest, prompt: string, model: string): Promise<Target> {
  const { output } = request;
  const names = { id: slug(prompt), model };
  if (output === undefined)
    return { ...request, ...names, template: "{id}", extension: undefined, numbered: true };
  if (output === "" || output === "-") {
    throw usageError(
      `--output: "${output}" is no place for an image`,
      "Give a file, a folder (ends with /) or a template.",
    );
  }
  const used = placeholdersOf(output);
  if (/[\\/]$/.test(output) || (await isFolder(resolve(request.cwd, output)))) {
    return { ...request, ...names, template: join(output, "{id}"), extension: undefined, numbered: true };
  }
  const extension = extname(output);
  const known = imageExtensions.some((name) => `.${name}` === extension.toLowerCase());
  const stem = known ? output.slice(0, -extension.length) : output;
  // Several images under one name: each gets its number.
  const apart = request.most === 1 || used.has("index") || used.has("hash");
  return {
    ...request,
    ...names,
    template: apart ? stem : `${stem}-{index}`,
    extension: known ? extension : undefined,
    numbered: false,
  };
}

/** What a note keeps of a target: as it was asked for. */
export function placeOf({ output, cwd, overwrite, most }: Target): OutputRequest {
  return { output, cwd, overwrite, most };
}

/** The absolute path of one image. `extension` is the true one, `jpg`. */
export function pathOf(target: Target, image: { index: number; hash: string; extension: string }): string {
  const width = String(target.most).length;
  const stem = fillTemplate(target.template, {
    id: target.id,
    model: target.model,
    hash: image.hash,
    index: String(image.index).padStart(width, "0"),
  });
  return resolve(target.cwd, stem + (honoured(target.extension, image.extension) ?? `.${image.extension}`));
}

/** The extension as typed, where it names the true type. */
export function honoured(typed: string | undefined, extension: string): string | undefined {
  const name = typed?.slice(1).toLowerCase();
  return name === extension || (name === "jpeg" && extension === "jpg") ? typed : undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
