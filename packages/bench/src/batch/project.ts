import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createProjectFiles } from "@seedkit/batch";
import {
  emptyLock,
  formatLock,
  type Lock,
  outputPath,
  planManifest,
  readManifest,
} from "@seedkit/batch/manifest";
import { sha256Of, smallJpeg } from "./small-jpeg.ts";

/** A manifest of so many entries, each its own prompt, as a team would write it. */
export function manifestOf(entries: number, fields: Readonly<Record<string, string>> = {}): string {
  const extra = Object.entries(fields).map(([name, value]) => `    ${name}: ${value}\n`);
  const lines = ["version: 1", "defaults:", "  model: seedream-4", '  size: "1K"', "images:"];
  for (let index = 0; index < entries; index++) {
    lines.push(
      `  picture-${index}:`,
      `    prompt: A botanical print of plant number ${index}, ink on paper`,
      `    output: images/${Math.floor(index / 1000)}/{id}.jpg`,
      `    tags: [plants, "set-${index % 7}"]\n${extra.join("")}`.trimEnd(),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** A project whose images are all there and as described, without one call: small files and their lock. */
export async function writeFinishedProject(folder: string, entries: number): Promise<void> {
  const text = manifestOf(entries);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "seedkit.yaml"), text);
  const files = createProjectFiles(folder);
  const { manifest } = await readManifest({ file: "seedkit.yaml", text }, files);
  if (!manifest) throw new Error("The manifest is not valid");
  const plan = await planManifest(manifest, emptyLock(), files);
  const bytes = smallJpeg();
  const sha256 = sha256Of(bytes);
  const images: Record<string, Lock["images"][string]> = {};
  const folders = new Set<string>();
  for (const { entry, jobs } of plan.entries) {
    const [job] = jobs;
    if (!job) throw new Error(`${entry.id} has nothing to make`);
    const path = outputPath(entry, 0, 0, "jpg");
    const target = join(folder, path);
    if (!folders.has(dirname(target))) await mkdir(dirname(target), { recursive: true });
    folders.add(dirname(target));
    await writeFile(target, bytes);
    const file = {
      path,
      sha256,
      width: 1024,
      height: 1024,
      bytes: bytes.length,
      original: { sha256, mediaType: "image/jpeg" },
    };
    images[entry.id] = {
      key: job.key,
      model: entry.model,
      input: { prompt: entry.input.prompt, size: "1K" },
      references: {},
      output: { format: entry.outputs.format },
      calls: [{ index: 0, files: [file], cost: { micros: 35_000, formatted: "$0.035" } }],
    };
  }
  await writeFile(join(folder, "seedkit.lock"), formatLock({ version: 1, keyVersion: 1, images }));
}
