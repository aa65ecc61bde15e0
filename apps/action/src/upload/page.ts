import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunResult } from "@seedkit/batch";

// A page of more is no page any more; all images are in the artifact.
const mostImageBytes = 48 * 1024 * 1024;

const types: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
};

/** The contact sheet as one file: the pictures in it, as many as fit. */
export async function standAlonePage(sheet: string, folder: string, { jobs }: RunResult): Promise<string> {
  const files = jobs.flatMap((job) => job.files);
  const pictures: string[] = [];
  let bytes = 0;
  for (const { path, bytes: size } of files) {
    bytes += size;
    const type = types[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
    const data =
      bytes > mostImageBytes || !type ? undefined : await readFile(join(folder, path)).catch(() => undefined);
    pictures.push(data ? `data:${type};base64,${data.toString("base64")}` : "");
  }
  const html = await readFile(sheet, "utf8");
  let at = 0;
  // One picture a file, in the order of the jobs.
  const shown = html.replace(
    /<a class="picture" href="[^"]*"><img src="[^"]*"([^>]*)><\/a>/g,
    (_, rest: string) => {
      const picture = pictures[at++];
      if (!picture) return '<div class="picture reason"><p>In the artifact</p></div>';
      return `<div class="picture"><img src="${picture}"${rest}></div>`;
    },
  );
  return shown.replace("img-src 'self' file:", "img-src data:");
}
