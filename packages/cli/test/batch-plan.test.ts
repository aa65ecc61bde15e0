import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { documentOf } from "./batch-schema.ts";
import { createWorld } from "./world.ts";

test("init writes a manifest whose plan works at once, and never overwrites", async () => {
  const world = await createWorld();
  const made = await world.run(["batch", "init"]);
  expect(made).toMatchObject({ code: 0, stdout: "seedkit.yaml\n" });
  const plan = await world.run(["batch", "plan"]);
  expect(plan).toMatchObject({ code: 0, stderr: "" });
  expect(plan.stdout).toContain("5 calls for $0.20");
  const text = await readFile(join(world.cwd, "seedkit.yaml"), "utf8");
  expect(await world.run(["batch", "init"])).toMatchObject({ code: 2, stdout: "" });
  expect(await readFile(join(world.cwd, "seedkit.yaml"), "utf8")).toBe(text);
  documentOf("init", (await world.run(["batch", "init", "other.yaml", "--json"])).stdout);
  expect(world.emulator.journal.requests).toHaveLength(0);
});

test("every problem of a manifest is told at once, as file:line:column, and as JSON", async () => {
  const world = await createWorld();
  await writeFile(
    join(world.cwd, "seedkit.yaml"),
    "version: 1\nimages:\n  fox:\n    promt: a fox\n  owl:\n    prompt: an owl\n    size: 3K\n",
  );
  for (const command of ["plan", "check", "prune"]) {
    const { code, stderr } = await world.run(["batch", command]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^seedkit\.yaml:4:5: error: .*did you mean prompt/m);
    expect(stderr).toMatch(/^seedkit\.yaml:7:\d+: error: /m);
  }
  const run = await world.run(["batch", "run", "--max-cost", "1", "--json"]);
  expect(run.code).toBe(2);
  const { problems } = documentOf("invalid", run.stdout);
  expect(problems.map(({ line }: { line: number }) => line)).toEqual(expect.arrayContaining([4, 7]));
  expect(world.emulator.journal.requests).toHaveLength(0);
});

test("a manifest is found by its usual names, in a named folder, and on standard input", async () => {
  const world = await createWorld();
  const none = await world.run(["batch", "plan"]);
  expect(none).toMatchObject({ code: 2 });
  expect(none.stderr).toContain("seedkit batch init");
  await writeFile(
    join(world.cwd, "seedkit.json"),
    JSON.stringify({ version: 1, images: { fox: { prompt: "a fox" } } }),
  );
  expect((await world.run(["batch", "plan"])).stdout).toContain("seedkit.json: 1 new");
  await writeFile(join(world.cwd, "seedkit.yml"), "version: 1\nimages:\n  owl: { prompt: an owl }\n");
  expect((await world.run(["batch", "plan", "."])).stdout).toContain("seedkit.yml: 1 new");
  for (const stdin of [
    '{"id":"fox","prompt":"a fox"}\n{"id":"owl","prompt":"an owl"}\n',
    "id,prompt\nfox,a fox\nowl,an owl\n",
    "version: 1\nimages: { fox: { prompt: a fox }, owl: { prompt: an owl } }\n",
    '{ "version": 1,\n "images": { "fox": { "prompt": "a fox" }, "owl": { "prompt": "an owl" } } }',
  ]) {
    const { stdout } = await world.run(["batch", "plan", "-", "--json"], { stdin });
    const plan = documentOf("plan", stdout);
    expect(plan.entries.map(({ id }: { id: string }) => id)).toEqual(["fox", "owl"]);
    expect(plan.cost.max.micros).toBe(80_000);
  }
});

test("--only and --shard choose, and what they cannot mean is refused", async () => {
  const world = await createWorld();
  await world.run(["batch", "init"]);
  const idsOf = async (...words: string[]) => {
    const { stdout } = await world.run(["batch", "plan", "--json", ...words]);
    return documentOf("plan", stdout)
      .entries.filter(({ calls }: { calls: number }) => calls > 0)
      .map(({ id }: { id: string }) => id) as string[];
  };
  expect(await idsOf("--only", "landing")).toEqual(["hero"]);
  expect(await idsOf("--only", "hero", "--only", "icons/sun/*")).toEqual([
    "hero",
    "icons/sun/day",
    "icons/sun/night",
  ]);
  const parts = await Promise.all([1, 2, 3].map((part) => idsOf("--shard", `${part}/3`)));
  expect(parts.flat().sort()).toEqual((await idsOf()).sort());
  for (const words of [
    ["--shard", "3/2"],
    ["--shard", "x"],
    ["--concurrency", "0"],
  ])
    expect((await world.run(["batch", "plan", ...words])).code).toBe(2);
});

test("schema prints what editors and programs can read", async () => {
  const world = await createWorld();
  const help = (await world.run(["batch", "schema", "--help"])).stdout;
  const documents = ["plan", "check", "run", "status", "merge", "prune", "init", "inspect", "invalid"];
  for (const kind of ["manifest", "lock", "ledger", "results", ...documents]) {
    const { code, stdout } = await world.run(["batch", "schema", kind]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).$schema).toContain("json-schema.org");
    expect(help).toMatch(new RegExp(`\\b${kind}\\b`));
  }
  expect((await world.run(["batch", "schema"])).stdout).toBe(
    (await world.run(["batch", "schema", "manifest"])).stdout,
  );
  expect((await world.run(["batch", "schema", "nothing"])).code).toBe(2);
});

test("the schema of a document holds for what is printed, and not for another's", async () => {
  const world = await createWorld();
  await writeFile(join(world.cwd, "seedkit.yaml"), "version: 1\nimages:\n  a: { prompt: A teapot }\n");
  const problems = async (kind: string) => {
    const schema = JSON.parse((await world.run(["batch", "schema", kind])).stdout);
    const { stdout } = await world.run(["batch", "plan", "--json"]);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(stdout));
    return validate.errors ?? [];
  };
  expect(await problems("plan")).toEqual([]);
  expect(await problems("check")).not.toEqual([]);
});

test("a shell completes the commands of batch, their flags and their values", async () => {
  const world = await createWorld();
  const complete = async (...words: string[]) => (await world.run(["complete", "--", ...words])).stdout;
  expect(await complete("batch", "")).toMatch(/^init\t.*^plan\t.*^run\t.*^check\t/ms);
  expect(await complete("batch", "run", "--max")).toMatch(/^--max-cost\t/);
  expect(await complete("batch", "run", "--transport", "q")).toMatch(/^queued\t/);
  expect(await complete("batch", "schema", "l")).toMatch(/^lock\t.*\nledger\t/);
});

test("a command that is none is told with the one that was meant", async () => {
  const world = await createWorld();
  const { code, stderr } = await world.run(["batch", "chek"]);
  expect(code).toBe(2);
  expect(stderr).toContain("check");
  expect((await world.run(["batch", "zzz"])).stderr).toContain("seedkit batch --help");
});
