import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { money } from "@seedkit/core";
import { afterEach, beforeEach } from "vitest";
import { keyInput } from "../src/key/entry-key.ts";
import { emptyLock } from "../src/lock/format-lock.ts";
import type { Lock, LockedFile, LockedImage } from "../src/lock/lock.ts";
import type { Manifest } from "../src/manifest/entry.ts";
import { outputPath } from "../src/manifest/output.ts";
import { createProjectFiles } from "../src/node-files.ts";
import type { Plan } from "../src/plan/plan.ts";
import { type PlanOptions, planManifest } from "../src/plan/plan-manifest.ts";
import { entriesOf } from "./read.ts";

const sha256 = (data: string) => createHash("sha256").update(data).digest("hex");

/** A project on the disk, for one file of tests: made before each test, and removed after it. */
export function planProject() {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "seedkit-plan-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, content: Uint8Array | string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }

  async function read(text: string): Promise<Manifest> {
    return { version: 1, file: "m.yaml", entries: await entriesOf(text, createProjectFiles(folder)) };
  }

  async function plan(text: string, lock?: Lock, options?: PlanOptions): Promise<Plan> {
    return planManifest(await read(text), lock, createProjectFiles(folder), options);
  }

  /** Does what a run would do: writes a file for each image, and the lock of it. */
  async function make(text: string, { originals = false } = {}): Promise<Lock> {
    const manifest = await read(text);
    const { entries } = await planManifest(manifest, undefined, createProjectFiles(folder));
    const made: Record<string, LockedImage> = {};
    for (const { entry, key, referenceHashes } of entries) {
      const calls = [];
      for (let index = 0; index < entry.count; index++) {
        const content = `${entry.id} ${index}`;
        const path = outputPath(entry, index, 0, "jpg");
        await write(path, content);
        const original = { sha256: sha256(`original of ${content}`), mediaType: "image/jpeg" };
        if (originals) await write(`.seedkit/originals/${original.sha256}.jpg`, `original of ${content}`);
        const file: LockedFile = { path, sha256: sha256(content), width: 1, height: 1, bytes: 1, original };
        calls.push({ index, files: [file], cost: money(40_000) });
      }
      const { format, quality, maxWidth } = entry.outputs;
      made[entry.id] = {
        key,
        model: entry.model,
        input: keyInput(entry),
        references: referenceHashes,
        output: { format, ...(quality && { quality }), ...(maxWidth && { maxWidth }) },
        calls,
      };
    }
    return { ...emptyLock(), images: made };
  }

  return { write, plan, make, path: (name: string) => join(folder, name) };
}

/** Of each entry: id, state, what changed, and how many calls are to be made. */
export const states = ({ entries }: Plan) =>
  entries.map(({ entry, state, changes, jobs }) => [entry.id, state, changes.join(" "), jobs.length]);

/** Of each problem: code, severity and line. */
export const problemsOf = ({ problems }: Plan) =>
  problems.map(({ code, severity, line }) => [code, severity, line]);
