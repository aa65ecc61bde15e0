import { writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { createProject, manifestOf, price } from "../../test/project.ts";
import { parseLock } from "../lock/parse-lock.ts";

const lockOf = async (project: { read(path: string): Promise<string> }) =>
  parseLock(await project.read("seedkit.lock"));
const moderate = (prompt: string) => ({ match: { prompt }, fault: { kind: "moderated" } }) as const;

describe("files", () => {
  test("that are gone are made of the kept originals, at no cost", async () => {
    const project = await createProject(manifestOf(["a", "b"]));
    await project.run();
    await rm(join(project.folder, "images", "a.jpg"));
    const result = await project.run();
    expect(result).toMatchObject({ status: "success", counts: { reused: 2 }, spent: { micros: 0 } });
    await readFile(join(project.folder, "images", "a.jpg"));
    expect(project.posts()).toHaveLength(2);
  });

  test("that cannot be saved are rescued, told, and put in their place by the next run", async () => {
    const project = await createProject(manifestOf(["a", "b"]));
    const images = join(project.folder, "images");
    // Something comes into the way after it was planned.
    const first = await project.run({
      onEvent: ({ type }) => type === "begin" && writeFileSync(images, "no folder"),
    });
    expect(first).toMatchObject({ status: "failed", spent: { micros: 2 * price } });
    expect(first.jobs[0]).toMatchObject({
      status: "failed",
      error: { charged: "yes" },
      cost: { micros: price },
    });
    expect(first.jobs[0]?.rescued).toHaveLength(1);
    expect((await readFile(first.jobs[0]?.rescued?.[0] ?? "")).length).toBeGreaterThan(100);
    await rm(images);
    const second = await project.run();
    expect(second).toMatchObject({ status: "success", counts: { recovered: 2 }, spent: { micros: 0 } });
    expect(project.posts()).toHaveLength(2);
    await readFile(join(images, "a.jpg"));
    expect((await project.run()).counts.reused).toBe(2);
  });

  test("whose images are gone as well are paid for only where that is asked", async () => {
    const project = await createProject(manifestOf(["a"]));
    const images = join(project.folder, "images");
    await project.run({ onEvent: ({ type }) => type === "begin" && writeFileSync(images, "no folder") });
    await rm(images);
    await rm(join(project.folder, ".seedkit", "originals"), { recursive: true });
    expect((await project.run()).jobs[0]).toMatchObject({ status: "failed", error: { charged: "yes" } });
    expect(project.posts()).toHaveLength(1);
    expect((await project.run({ retryAmbiguous: true })).counts).toMatchObject({ generated: 1 });
  });

  test("of an entry that changed are replaced, also where a crash came between its calls", async () => {
    const project = await createProject(manifestOf(["a"], { count: 2 }));
    await project.run();
    await project.write(manifestOf(["a"], { count: 2, aspect_ratio: "4:3" }));
    const half = await project.run({ maxCost: price });
    expect(half.counts).toMatchObject({ generated: 1, skipped: 1 });
    const lock = await lockOf(project);
    expect(lock.images.a?.replaced).toHaveLength(1);
    expect((await project.run()).counts).toMatchObject({ generated: 1, reused: 1 });
    expect((await lockOf(project)).images.a?.replaced).toBeUndefined();
  });
});

test("the ledger does not grow from run to run", async () => {
  const project = await createProject(manifestOf(["a", "b"]));
  await project.run();
  const { length } = await project.read(".seedkit/ledger.jsonl");
  expect(length).toBeLessThan(500);
  for (const ratio of ["4:3", "3:4", "16:9"]) {
    await project.write(manifestOf(["a", "b"], { aspect_ratio: ratio }));
    expect((await project.run()).counts.generated).toBe(2);
  }
  expect((await project.read(".seedkit/ledger.jsonl")).length).toBeLessThanOrEqual(length + 10);
});

test("what is written into the ledger is what its schema says", async () => {
  const schema = JSON.parse(
    await readFile(new URL("../../schemas/ledger.schema.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const project = await createProject(manifestOf(["a", "b", "c", "d"]), {
    faults: [
      moderate("picture of a"),
      { fault: { kind: "reset-after-charge" }, match: { prompt: "picture of b" } },
    ],
  });
  const seen = new Set<string>();
  const look = async () => {
    const text = await project.read(".seedkit/ledger.jsonl");
    for (const line of text.split("\n").filter((one) => one !== "")) {
      const record = JSON.parse(line);
      seen.add(record.type);
      expect(validate(record), `${line}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  };
  await project.run({ maxCost: 2 * price, concurrency: 1 });
  await look();
  await project.run();
  await look();
  const all = [
    "begun",
    "planned",
    "started",
    "submitted",
    "received",
    "succeeded",
    "failed",
    "ambiguous",
    "ended",
  ];
  expect([...seen].sort()).toEqual(all.sort());
});
