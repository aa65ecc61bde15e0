import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createProjectFiles, readManifest } from "@seedkit/batch";
import { expect, test } from "vitest";
import { documentOf } from "./batch-schema.ts";
import { createWorld, lastError, type World } from "./world.ts";

const three = `version: 1
images:
  fox: { prompt: a fox }
  wolf: { prompt: a wolf, output: "wolves/{id}.jpg" }
  owl: { prompt: an owl }
`;

const run = ["batch", "run", "--max-cost", "1"];
const write = (world: World, text: string) => writeFile(join(world.cwd, "seedkit.yaml"), text);

test("a run makes what is new, in a pipe one path a line in the manifest's order, and then nothing more", async () => {
  const world = await createWorld();
  await write(world, three);
  expect(await world.run(run)).toMatchObject({
    code: 0,
    stdout: "images/fox.jpg\nwolves/wolf.jpg\nimages/owl.jpg\n",
  });
  const again = await world.run([...run, "--json"]);
  expect(again.code).toBe(0);
  const result = documentOf("run", again.stdout);
  expect(result).toMatchObject({ status: "success", counts: { reused: 3 }, saved: { micros: 120_000 } });
  for (const file of Object.values(result.report)) await access(file as string);
  expect(world.emulator.journal.charged.count).toBe(3);
  expect((await world.run(["batch", "check"])).code).toBe(0);
});

test("where nobody can be asked --max-cost is required, and said with the price", async () => {
  const world = await createWorld();
  await write(world, three);
  const ran = await world.run(["batch", "run"]);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain("--max-cost 0.12");
  expect(world.emulator.journal.requests).toHaveLength(0);
  expect((await world.run(["batch", "run", "--emulator"])).code).toBe(0);
  expect(world.emulator.journal.requests).toHaveLength(0);
});

test("what fails fails alone, ends with 1, and errors.jsonl retries exactly that", async () => {
  const world = await createWorld({
    faults: [{ match: { prompt: "wolf" }, fault: { kind: "moderated" }, times: 1 }],
  });
  await write(world, three);
  const first = await world.run([...run, "--json"]);
  expect(first.code).toBe(1);
  const result = documentOf("run", first.stdout);
  expect(result.jobs.map(({ status }: { status: string }) => status)).toEqual([
    "generated",
    "failed",
    "generated",
  ]);
  expect(lastError(first)).toMatchObject({ charged: "no" });
  expect(String(lastError(first).hint)).toContain("errors.jsonl");

  const text = await readFile(result.report.errors, "utf8");
  const read = await readManifest(
    { file: "errors.jsonl", text, format: "jsonl" },
    createProjectFiles(world.cwd),
  );
  expect(read.problems).toEqual([]);
  expect(read.manifest?.entries.map(({ id }) => id)).toEqual(["wolf"]);

  const retried = await world.run([...run, ".seedkit/report/errors.jsonl"]);
  expect(retried).toMatchObject({ code: 0, stdout: "wolves/wolf.jpg\n" });
  expect((await world.run(["batch", "check"])).code).toBe(0);
  expect(await readFile(result.report.errors, "utf8")).toBe("");
  expect(world.emulator.journal.charged.count).toBe(3);
});

test("errors.jsonl also says what came of variables, references and files of prompts", async () => {
  const world = await createWorld({ faults: [{ fault: { kind: "moderated" } }] });
  await writeFile(join(world.cwd, "prompt.txt"), "A {colour} fox in this room\n");
  await world.run(["generate", "room", "--emulator", "-o", "room.jpg"]);
  await write(
    world,
    `version: 1
images:
  fox:
    matrix: { colour: [red, blue], size: [small, large] }
    prompt_file: prompt.txt
    image_input: [https://example.com/a.jpg, room.jpg]
    output: out/{colour}-{size}.webp
    quality: 70
    tags: [foxes]
`,
  );
  const { code, stdout } = await world.run([...run, "--json"]);
  expect(code).toBe(1);
  const files = createProjectFiles(world.cwd);
  const original = await readManifest(
    {
      file: "seedkit.yaml",
      text: await readFile(join(world.cwd, "seedkit.yaml"), "utf8"),
      format: "yaml",
    },
    files,
  );
  const text = await readFile(documentOf("run", stdout).report.errors, "utf8");
  const again = await readManifest({ file: "errors.jsonl", text, format: "jsonl" }, files);
  expect(again.problems).toEqual([]);
  const placeless = (entries: NonNullable<typeof again.manifest>["entries"] = []) =>
    entries.map(({ position, ...entry }) => entry);
  expect(placeless(again.manifest?.entries)).toEqual(placeless(original.manifest?.entries));
});

test("what may have been paid for ends with 1 and is sent again only on request", async () => {
  const world = await createWorld({
    faults: [{ match: { prompt: "wolf" }, fault: { kind: "status", status: 504 }, times: 1 }],
  });
  await write(world, three);
  const first = await world.run([...run, "--transport", "sync"]);
  expect(first.code).toBe(1);
  expect(first.stderr).toMatch(/ambiguous.*\n?.*--retry-ambiguous/s);
  const posts = world.emulator.journal.requests.length;
  expect((await world.run(run)).code).toBe(1);
  expect(world.emulator.journal.requests).toHaveLength(posts);
  expect(await world.run([...run, "--retry-ambiguous"])).toMatchObject({
    code: 0,
    stdout: "wolves/wolf.jpg\n",
  });
});

test("exit codes: 3 without a key or with a wrong one, 4 over the budget or without credits", async () => {
  const world = await createWorld({ apiKey: "the-right-key-0123", credits: 0.05 });
  await write(world, three);
  const none = await world.run(run, { env: { SEGMIND_API_KEY: "" } });
  expect(none.code).toBe(3);
  expect(none.stderr).toContain("`seedkit batch run --emulator`");
  const wrong = await world.run([...run, "--json"], { env: { SEGMIND_API_KEY: "the-wrong-key-012" } });
  expect(wrong.code).toBe(3);
  expect(documentOf("run", wrong.stdout).counts.generated).toBe(0);
  const env = { SEGMIND_API_KEY: "the-right-key-0123" };
  const capped = await world.run(["batch", "run", "--max-cost", "0.04", "--json"], { env });
  expect(capped.code).toBe(4);
  expect(documentOf("run", capped.stdout)).toMatchObject({ status: "budget", spent: { micros: 40_000 } });
  const broke = await world.run([...run, "--json"], { env });
  expect(broke.code).toBe(4);
  expect(lastError(broke)).toMatchObject({ code: "insufficient_credits" });
});

test("--report, --no-metadata, --only and --concurrency do what they say", async () => {
  const world = await createWorld();
  await write(world, three);
  const words = [
    "--report",
    "out/report",
    "--no-metadata",
    "--only",
    "f*",
    "--concurrency",
    "1",
    "--rate",
    "60",
  ];
  expect(await world.run([...run, ...words])).toMatchObject({ code: 0, stdout: "images/fox.jpg\n" });
  const page = await readFile(join(world.cwd, "out/report/index.html"), "utf8");
  expect(page).toContain('src="../../images/fox.jpg"');
  const { stdout } = await world.run(["inspect", "images/fox.jpg", "--json"]);
  expect(documentOf("inspect", stdout)).toMatchObject({ mediaType: "image/jpeg", provenance: null });
});

test("a manifest on standard input is run in the current folder", async () => {
  const world = await createWorld();
  const stdin = '{"id":"fox","prompt":"a fox"}\n';
  expect(await world.run([...run, "-"], { stdin })).toMatchObject({ code: 0, stdout: "images/fox.jpg\n" });
  expect((await world.run(["batch", "check", "-"], { stdin })).code).toBe(0);
  expect(await world.run(["inspect", "images/fox.jpg"])).toMatchObject({ code: 0 });
});

test("on a terminal: the plan with its price, one line that moves, how it ended, and where the report is", async () => {
  const world = await createWorld();
  await write(world, three);
  const { code, stdout, stderr } = await world.run(run, { tty: true, env: { NO_COLOR: "1" } });
  expect(code).toBe(0);
  expect(stdout).toContain("3 calls for $0.12");
  expect(stderr).toContain("of 3");
  expect(stderr).toContain("3 calls: 3 generated");
  expect(stderr).toContain(".seedkit/report/index.html");
});

test("what the embedded emulator drew fits manifest and lock, and is made again by a real run", async () => {
  const world = await createWorld();
  await write(world, three);
  const rehearsal = await world.run(["batch", "run", "--emulator"]);
  expect(rehearsal).toMatchObject({ code: 0, stdout: "images/fox.jpg\nwolves/wolf.jpg\nimages/owl.jpg\n" });
  expect(rehearsal.stderr).toContain("test images");
  expect((await world.run(["batch", "check"])).code).toBe(0);
  const again = await world.run(["batch", "run", "--emulator", "--json"]);
  expect(documentOf("run", again.stdout).counts.reused).toBe(3);
  expect((await world.run(["batch", "plan"])).stdout).toContain("3 calls for $0.12");
  expect((await world.run(run)).code).toBe(0);
  expect(world.emulator.journal.charged.count).toBe(3);
  expect((await world.run(["batch", "plan"])).stdout).toContain("nothing to make");
});

test("an image that was paid for and did not come ends with 1, and its address is told", async () => {
  const world = await createWorld({
    faults: [{ match: { path: "/images/**" }, fault: { kind: "status", status: 404 }, nth: 2 }],
  });
  const auto = "sequential_image_generation: auto, max_images: 3, output: 'images/{id}-{index}'";
  await write(world, `version: 1\nimages:\n  fox: { prompt: a fox, ${auto} }\n`);
  const ran = await world.run([...run, "--transport", "sync", "--json"]);
  expect(ran.code).toBe(1);
  expect(documentOf("run", ran.stdout).jobs[0].files).toHaveLength(2);
  expect(lastError(ran)).toMatchObject({ charged: "yes" });
  expect(String(lastError(ran).hint)).toContain(`/images/`);
});
