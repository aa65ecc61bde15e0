import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { money } from "@seedkit/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { entriesOf, images } from "../../test/read.ts";
import { keyInput, keyVersion } from "../key/entry-key.ts";
import { emptyLock } from "../lock/format-lock.ts";
import type { Lock, LockedFile, LockedImage } from "../lock/lock.ts";
import type { Manifest } from "../manifest/entry.ts";
import { outputPath } from "../manifest/output.ts";
import { createProjectFiles } from "../node-files.ts";
import type { Plan } from "./plan.ts";
import { type PlanOptions, planManifest } from "./plan-manifest.ts";

const png = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");

let folder: string;
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

const states = ({ entries }: Plan) =>
  entries.map(({ entry, state, changes, jobs }) => [entry.id, state, changes.join(" "), jobs.length]);
const problemsOf = ({ problems }: Plan) => problems.map(({ code, severity, line }) => [code, severity, line]);

describe("an entry is", () => {
  test("new, with what it costs and how long it takes", async () => {
    const text = images(
      "a: { prompt: x, count: 3 }",
      "b: { prompt: y, model: seedream-4, sequential_image_generation: auto, max_images: 5 }",
    );
    const planned = await plan(text, undefined, { concurrency: 2 });
    expect(states(planned)).toEqual([
      ["a", "new", "", 3],
      ["b", "new", "", 1],
    ]);
    expect(planned.cost).toMatchObject({ min: { micros: 155_000 }, max: { micros: 295_000 } });
    expect(planned).toMatchObject({ jobCount: 4, problems: [], expectedMs: (3 * 32_230 + 20_660) / 2 });
    expect(planned.entries[0]?.jobs[1]).toMatchObject({ index: 1, jobKey: `${planned.entries[0]?.key}-1` });
    const alone = await plan(images("a: { prompt: x }"), undefined, { concurrency: 9 });
    expect(alone.expectedMs).toBe(32_230);
  });

  test("unchanged, also with defaults said, moved lines, other tags", async () => {
    const lock = await make(images("a: { prompt: x }", "b: { prompt: y, count: 2 }"));
    const planned = await plan(
      images("b: { count: 2, prompt: y, size: 2K }", "a: { prompt: x, tags: [t] }"),
      lock,
    );
    expect(states(planned)).toEqual([
      ["b", "unchanged", "", 0],
      ["a", "unchanged", "", 0],
    ]);
    expect(planned).toMatchObject({ jobCount: 0, expectedMs: 0, orphans: [], problems: [] });
    expect(planned.cost.max.micros).toBe(0);
  });

  test("changed, and it is told in which field", async () => {
    await write("r.png", png);
    const lock = await make(
      images(
        "a: { prompt: x, size: 4K }",
        "b: { prompt: x, image_input: [r.png] }",
        "c: { prompt: x }",
        "d: { prompt: x }",
      ),
    );
    await write("r.png", Uint8Array.of(...png, 0));
    const planned = await plan(
      images(
        "a: { prompt: z, aspect_ratio: 3:2 }",
        "b: { prompt: x, image_input: [r.png] }",
        "c: { prompt: x, model: seedream-4 }",
        "d: { prompt: x, image_input: ['https://a.example/'] }",
      ),
      lock,
    );
    expect(states(planned)).toEqual([
      ["a", "changed", "aspect_ratio prompt size", 1],
      ["b", "changed", "references", 1],
      ["c", "changed", "model", 1],
      ["d", "changed", "image_input", 1],
    ]);
  });

  test("missing, and incomplete: only what is not there is made", async () => {
    const lock = await make(images("a: { prompt: x, count: 3 }", "b: { prompt: y }"));
    await unlink(join(folder, "images/a-2.jpg"));
    const planned = await plan(
      images("a: { prompt: x, count: 3 }", "b: { prompt: y, count: 2, output: 'images/b{index}' }"),
      {
        ...lock,
      },
    );
    expect(planned.entries[0]).toMatchObject({
      state: "missing",
      files: ["images/a-2.jpg"],
      jobs: [{ index: 1 }],
    });
    expect(planned.entries[1]?.jobs.map(({ index }) => index)).toEqual([0, 1]);
    const more = await plan(
      images("a: { prompt: x, count: 3 }", "b: { prompt: y }", "c: { prompt: z, count: 4 }"),
      {
        ...lock,
        images: { ...lock.images, ...(await make(images("c: { prompt: z, count: 2 }"))).images },
      },
    );
    expect(states(more)[2]).toEqual(["c", "incomplete", "", 2]);
  });

  test("edited by hand, and left alone until it is asked for", async () => {
    const lock = await make(images("a: { prompt: x }", "b: { prompt: y }"));
    await write("images/a.jpg", "painted over");
    await write("images/b.jpg", "painted over");
    const text = images("a: { prompt: x }", "b: { prompt: new }");
    const planned = await plan(text, lock);
    expect(states(planned)).toEqual([
      ["a", "edited", "", 0],
      ["b", "edited", "prompt", 0],
    ]);
    expect(planned.entries[0]?.files).toEqual(["images/a.jpg"]);
    expect(problemsOf(planned)).toEqual([
      ["edited", "warning", 3],
      ["edited", "warning", 4],
    ]);
    expect((await plan(text, lock, { overwriteEdited: true })).jobCount).toBe(2);
  });

  test("an orphan where the manifest does not name it any more, whatever was selected", async () => {
    const lock = await make(images("a: { prompt: x }", "b: { prompt: y }"));
    const planned = await plan(images("a: { prompt: x }", "c: { prompt: y }"), lock, { only: ["c"] });
    expect(planned.orphans).toEqual([{ id: "b", files: ["images/b.jpg"] }]);
  });

  test("compared field by field with a lock of other rules, so that nobody pays for new rules", async () => {
    const text = images("a: { prompt: x }", "b: { prompt: y }");
    const { images: made } = await make(text);
    const images_ = Object.fromEntries(
      Object.entries(made).map(([id, one]) => [id, { ...one, key: "0".repeat(64) }]),
    );
    const lock = { version: 1, keyVersion: keyVersion + 1, images: images_ } as const;
    expect(states(await plan(images("a: { prompt: x }", "b: { prompt: new }"), lock))).toEqual([
      ["a", "unchanged", "", 0],
      ["b", "changed", "prompt", 1],
    ]);
  });
});

describe("what was paid for already", () => {
  const before = images("a: { prompt: x, output: a.jpg }");

  test("is made into another file for nothing, from the original", async () => {
    const lock = await make(before, { originals: true });
    const planned = await plan(images("a: { prompt: x, output: b.webp, max_width: 10 }"), lock);
    expect(states(planned)).toEqual([["a", "changed", "format max_width", 1]]);
    expect(planned.entries[0]?.reusable).toMatchObject([
      { job: { index: 0 }, files: [{ kind: "original" }] },
    ]);
    expect(planned).toMatchObject({ cost: { max: { micros: 0 } }, expectedMs: 0, jobCount: 1 });
  });

  test("is moved to another name, also without the original", async () => {
    const lock = await make(before);
    const planned = await plan(images("a: { prompt: x, output: b.jpg }"), lock);
    expect(states(planned)).toEqual([["a", "changed", "output", 1]]);
    expect(planned.entries[0]?.reusable).toMatchObject([{ files: [{ kind: "file", from: "a.jpg" }] }]);
    expect(planned.cost.max.micros).toBe(0);
  });

  test("is paid for again where nothing is left of it", async () => {
    const lock = await make(before);
    await unlink(join(folder, "a.jpg"));
    const planned = await plan(before, lock);
    expect(planned.entries[0]).toMatchObject({ state: "missing", reusable: [] });
    expect(planned.cost.max.micros).toBe(40_000);
  });
});

describe("before anything is paid", () => {
  test("a file that is there and not ours is a problem", async () => {
    await write("images/a.png", "mine");
    await write("out/b.JPG", "mine");
    const text = images("a: { prompt: x }", "b: { prompt: y, output: out/b.JPG }", "c: { prompt: z }");
    const planned = await plan(text);
    expect(problemsOf(planned)).toEqual([
      ["file_exists", "error", 3],
      ["file_exists", "error", 4],
    ]);
    const underway = new Set(planned.entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey)));
    expect((await plan(text, undefined, { underway })).problems).toEqual([]);
  });

  test("a file of ours under another id is free, unless it was edited", async () => {
    const lock = await make(images("a: { prompt: x, output: a.jpg }"));
    const text = images("b: { prompt: y, output: a.jpg }");
    expect((await plan(text, lock)).problems).toEqual([]);
    await write("a.jpg", "painted over");
    expect(problemsOf(await plan(text, lock))).toEqual([["file_exists", "error", 3]]);
  });

  test("a format nobody can make, and a folder nobody can write to, are problems", async () => {
    await write("file", "in the way");
    const text = images(
      "a: { prompt: x, output: a.webp }",
      "b: { prompt: y, output: b.jpg }",
      "c: { prompt: z, output: c.jpg, quality: 5 }",
      "d: { prompt: w, output: file/d.jpg }",
    );
    const planned = await plan(text, undefined, { canConvertTo: () => false });
    expect(problemsOf(planned)).toEqual([
      ["no_converter", "error", 3],
      ["no_converter", "error", 5],
      ["unwritable", "error", 6],
    ]);
    expect(
      (await plan(images("a: { prompt: x, output: a.webp }"), undefined, { canConvertTo: async () => true }))
        .problems,
    ).toEqual([]);
  });

  test("nothing is asked of what is unchanged", async () => {
    const text = images("a: { prompt: x, output: a.webp }");
    const lock = await make(text);
    expect((await plan(text, lock, { canConvertTo: () => false })).problems).toEqual([]);
  });

  test("a reference that is no image is a problem", async () => {
    await write("r.png", "no image");
    await write(
      "h.jpg",
      Uint8Array.from([
        0,
        0,
        0,
        24,
        ...new TextEncoder().encode("ftypheic"),
        0,
        0,
        0,
        0,
        ...new TextEncoder().encode("mif1heic"),
      ]),
    );
    const planned = await plan(images("a: { prompt: x, image_input: [r.png, h.jpg] }", "b: { prompt: y }"));
    expect(planned.problems.map(({ message }) => message)).toEqual([
      "a: r.png is not an image",
      "a: h.jpg is a HEIC image: export it as JPEG first",
    ]);
    expect(states(planned)).toEqual([["b", "new", "", 1]]);
  });

  test("equal requests are warned about, not folded", async () => {
    const planned = await plan(images("a: { prompt: x }", "b: { prompt: x, size: 2K }"));
    expect(planned.problems).toMatchObject([{ code: "equal_prompts", severity: "warning", line: 4 }]);
    expect(planned.jobCount).toBe(2);
  });

  test("files beyond the count are told", async () => {
    const lock = await make(images("a: { prompt: x, count: 3, output: 'a{index}.jpg' }"));
    const planned = await plan(images("a: { prompt: x, count: 2, output: 'a{index}.jpg' }"), lock);
    expect(states(planned)).toEqual([["a", "unchanged", "", 0]]);
    expect(planned.problems).toMatchObject([
      { code: "surplus_files", message: expect.stringContaining("a3.jpg") },
    ]);
  });

  test("what the model would warn about is told", async () => {
    const long = "word ".repeat(700);
    const [short, wordy] = (
      await plan(images("a: { prompt: x, width: 1024 }", `b: { prompt: ${long}, width: 1024 }`))
    ).entries;
    expect(short?.warnings.map(({ code }) => code)).toContain("unused_sides");
    expect(short?.warnings.map(({ code }) => code)).not.toContain("long_prompt");
    expect(wordy?.warnings.map(({ code }) => code)).toContain("long_prompt");
  });
});

describe("a part of a manifest", () => {
  const text = images(
    "hero: { prompt: x, matrix: { c: [red, blue] }, tags: [web] }",
    "icon-a: { prompt: a, tags: [web, icons] }",
    "icon-b: { prompt: b }",
  );
  const idsOf = async (...only: string[]) => states(await plan(text, undefined, { only })).map(([id]) => id);

  test("is picked by id, id before the matrix, tag or glob", async () => {
    expect(await idsOf("icon-b")).toEqual(["icon-b"]);
    expect(await idsOf("hero")).toEqual(["hero/red", "hero/blue"]);
    expect(await idsOf("hero/blue")).toEqual(["hero/blue"]);
    expect(await idsOf("icons", "icon-b")).toEqual(["icon-a", "icon-b"]);
    expect(await idsOf("icon-*")).toEqual(["icon-a", "icon-b"]);
    expect(await idsOf("*/red")).toEqual(["hero/red"]);
    expect(await idsOf("web")).toEqual(["hero/red", "hero/blue", "icon-a"]);
  });

  test("that picks nothing is a problem", async () => {
    const planned = await plan(text, undefined, { only: ["heros"] });
    expect(planned.problems).toMatchObject([
      { code: "nothing_selected", severity: "error", nearest: "hero" },
    ]);
  });

  test("by shards is the whole, each job once", async () => {
    const many = images(
      ...Array.from({ length: 40 }, (_, index) => `i${index}: { prompt: p${index}, count: 2 }`),
    );
    const whole = (await plan(many)).entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey));
    for (const count of [1, 3, 16]) {
      const parts: string[] = [];
      for (let index = 1; index <= count; index++) {
        const part = await plan(many, undefined, { shard: { index, count } });
        expect(part.cost.max.micros).toBe(40_000 * part.jobCount);
        parts.push(...part.entries.flatMap(({ jobs }) => jobs.map(({ jobKey }) => jobKey)));
      }
      expect(parts.toSorted()).toEqual(whole.toSorted());
    }
  });
});

test("a renamed file of the project leaves its entry missing, not somebody else's", async () => {
  const text = images("a: { prompt: x, output: a.jpg }");
  const lock = await make(text);
  await rename(join(folder, "a.jpg"), join(folder, "b.jpg"));
  expect(states(await plan(text, lock))).toEqual([["a", "missing", "", 1]]);
});
