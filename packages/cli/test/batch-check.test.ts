import { access, appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf } from "./batch-schema.ts";
import { createWorld, type World } from "./world.ts";

const run = ["batch", "run", "--max-cost", "1"];
const manifest = (ids: readonly string[]) =>
  `version: 1\nimages:\n${ids.map((id) => `  ${id}: { prompt: a ${id}, output: "animals/{id}.png" }\n`).join("")}`;

async function createProject(ids: readonly string[]): Promise<World> {
  const world = await createWorld();
  await writeFile(join(world.cwd, "seedkit.yaml"), manifest(ids));
  expect((await world.run(run)).code).toBe(0);
  return world;
}

test("check names what was edited, removed, changed in the manifest, or is described no more", async () => {
  const world = await createProject(["fox", "owl", "elk", "hen"]);
  const at = (path: string) => join(world.cwd, path);
  expect(documentOf("check", (await world.run(["batch", "check", "--json"])).stdout).status).toBe("ok");
  await appendFile(at("animals/fox.png"), "edited");
  await rm(at("animals/owl.png"));
  const text = manifest(["fox", "owl", "elk"]).replace("a elk", "an elk");
  await writeFile(at("seedkit.yaml"), text);

  const requests = world.emulator.journal.requests.length;
  const plain = await world.run(["batch", "check"]);
  expect(plain.code).toBe(1);
  expect(plain.stdout).toBe(
    [
      "edited   fox  animals/fox.png",
      "missing  owl  animals/owl.png",
      "changed  elk  prompt",
      "orphan   hen  animals/hen.png",
      "",
    ].join("\n"),
  );
  const { code, stdout } = await world.run(["batch", "check", "--json"]);
  expect(code).toBe(1);
  expect(documentOf("check", stdout).counts).toMatchObject({ edited: 1, missing: 1, changed: 1 });
  expect(world.emulator.journal.requests).toHaveLength(requests);

  // A file that is missing is made from the original that is still there, one that was edited stays.
  const plan = documentOf("plan", (await world.run(["batch", "plan", "--json"])).stdout);
  expect(plan).toMatchObject({ calls: 1, reused: 1, cost: { max: { micros: 40_000 } } });
  const before = await readFile(at("animals/fox.png"));
  await world.run(run);
  expect(await readFile(at("animals/fox.png"))).toEqual(before);
});

test("prune asks, removes orphans and their originals, and keeps what was edited by hand", async () => {
  const world = await createProject(["fox", "owl", "elk"]);
  const at = (path: string) => join(world.cwd, path);
  await writeFile(at("seedkit.yaml"), manifest(["elk"]));
  await appendFile(at("animals/owl.png"), "edited");
  await writeFile(at("animals/notes.txt"), "mine");

  const refused = await world.run(["batch", "prune"]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("--yes");
  await access(at("animals/fox.png"));

  const { code, stdout } = await world.run(["batch", "prune", "--yes", "--json"]);
  expect(code).toBe(0);
  const pruned = documentOf("prune", stdout);
  expect(pruned).toMatchObject({ ids: ["fox", "owl"], removed: ["animals/fox.png"] });
  expect(pruned.kept).toEqual([{ path: "animals/owl.png", why: "it was edited by hand" }]);
  expect((await readdir(at("animals"))).sort()).toEqual(["elk.png", "notes.txt", "owl.png"]);
  expect(await readdir(at(".seedkit/originals"))).toHaveLength(1);
  expect((await world.run(["batch", "check"])).code).toBe(0);
  expect((await world.run(["batch", "prune"])).stdout).toContain("nothing to remove");
});

test("prune keeps a file that another id has taken over", async () => {
  const world = await createWorld();
  const file = join(world.cwd, "seedkit.yaml");
  const named = (id: string) => `version: 1\nimages:\n  ${id}: { prompt: a fox, output: fox.jpg }\n`;
  await writeFile(file, named("fox"));
  expect((await world.run(run)).code).toBe(0);
  await writeFile(file, named("vixen"));
  await world.run(run);
  await world.run(["batch", "prune", "--yes"]);
  await access(join(world.cwd, "fox.jpg"));
});

test("inspect prints where an image comes from, and says so where it does not know", async () => {
  const world = await createProject(["fox"]);
  const told = await world.run(["inspect", "animals/fox.png"]);
  expect(told).toMatchObject({ code: 0, stderr: "" });
  for (const text of ["image/png", "a fox", "seedream-4.5", "yes"]) expect(told.stdout).toContain(text);
  const { stdout } = await world.run(["inspect", "animals/fox.png", "--json"]);
  expect(documentOf("inspect", stdout).provenance).toMatchObject({
    madeByAi: true,
    prompt: "a fox",
    key: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await writeFile(join(world.cwd, "text.txt"), "no image");
  const unknown = await world.run(["inspect", "text.txt", "--json"]);
  expect(documentOf("inspect", unknown.stdout)).toMatchObject({ mediaType: null, provenance: null });
  expect((await world.run(["inspect", "none.jpg"])).code).toBe(2);
});
