import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lint } from "./linter.ts";
import { createSetting, repository, seedkitStep } from "./setting.ts";

const read = (path: string) => readFileSync(join(repository, path), "utf8");
const blocks = [...read("apps/action/README.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text = ""]) => text,
);
const workflows = blocks.filter((text) => text.includes("jobs:"));
const manifest = blocks.find((text) => text.includes("images:\n  hero")) ?? "";

/** The workflow of the README, with the address of the emulator. */
const workflow = (name: string) => {
  const found = workflows.find((text) => text.startsWith(name));
  if (!found) throw new Error(`No workflow ${name}`);
  return found.replace(
    /^( *)api-key: .*$/gm,
    (line, space) => `${line}\n${space}base-url: $\{{ vars.SEGMIND_URL }}`,
  );
};

const actionsFolder = join(repository, "apps/action/test/actions");
const actionPaths = {
  "peter-evans/create-pull-request": join(actionsFolder, "create-pull-request"),
  "actions/attest-build-provenance": join(actionsFolder, "attest-build-provenance"),
};

async function ready() {
  const setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  return setting;
}

test("the quick start is ten lines, and makes an image", async () => {
  const quick = workflow("on: workflow_dispatch");
  expect(workflows[0]?.trim().split("\n")).toHaveLength(10);
  await using setting = await createSetting();
  const run = await setting.run(quick, { event: "workflow_dispatch" });
  expect(run.conclusion).toBe("success");
  expect(setting.emulator.journal.charged.count).toBe(1);
});

test("a pull request, a fork's too, is priced without a key", async () => {
  await using setting = await ready();
  const run = await setting.run(workflow("name: image plan"), { event: "pull_request", fork: true });
  expect(run.conclusion).toBe("success");
  expect(run.job("plan").log).toContain("2 images, at most 0.08 dollars");
  expect(run.job("plan").summary).toContain("2 to make");
  expect(setting.emulator.journal.requests).toEqual([]);
});

test("the nightly run shares the images among jobs, and merges them", async () => {
  await using setting = await ready();
  const more = Array.from({ length: 5 }, (_, at) => `  more-${at}: { prompt: "More ${at}" }`).join("\n");
  await setting.write({ "seedkit.yaml": `${manifest}${more}\n` });
  const run = await setting.run(workflow("name: nightly"), { event: "schedule" });
  expect(run.conclusion).toBe("success");
  expect(run.jobs.filter(({ id }) => id === "shard").length).toBeGreaterThan(1);
  expect(setting.emulator.journal.charged.count).toBe(7);
  const merged = run
    .job("merge")
    .steps.find(({ name, stage }) => name.includes("seedkit/seedkit") && stage === "main");
  expect(merged?.outputs).toMatchObject({ status: "success", generated: "0", reused: "7", count: "7" });
  const all = run.artifacts.find(({ name }) => name === "seedkit-all");
  expect([...(all?.files.keys() ?? [])]).toEqual(
    expect.arrayContaining(["site/hero.jpg", "images/more-4.jpg", "seedkit.lock"]),
  );
  // The night after has nothing to do: the cache knows it all.
  const next = await setting.run(workflow("name: nightly"), { event: "schedule", github: { run_id: "2" } });
  expect(next.conclusion).toBe("success");
  expect(next.jobs.filter(({ id, conclusion }) => id === "shard" && conclusion !== "skipped")).toEqual([]);
  expect(setting.emulator.journal.charged.count).toBe(7);
});

test("what was made goes into a pull request", async () => {
  await using setting = await ready();
  const run = await setting.run(workflow("name: update images"), { actionPaths });
  expect(run.conclusion).toBe("success");
  expect(run.job("images").log).toContain("pull request seedkit/images, New images, 2 made for 0.08 dollars");
});

test("what was made is attested", async () => {
  await using setting = await ready();
  const run = await setting.run(workflow("name: attested"), { event: "workflow_dispatch", actionPaths });
  expect(run.conclusion).toBe("success");
  expect(seedkitStep(run).outputs.count).toBe("2");
  expect(run.job("images").log).toMatch(/[0-9a-f]{64} {2}site\/hero\.jpg/);
});

test("GitHub's own linter has nothing against the workflows and manifests", async () => {
  expect(workflows).toHaveLength(5);
  for (const text of workflows) expect(await lint(".github/workflows/readme.yml", text)).toEqual([]);
  for (const file of ["action.yml", "apps/action/action.yml", "apps/action/plan/action.yml"]) {
    expect(await lint(file, read(file))).toEqual([]);
  }
  // It does look: an input that is not there is told.
  const wrong = (workflows[0] ?? "").replace("max-cost:", "max-price:");
  expect((await lint(".github/workflows/readme.yml", wrong)).join()).toContain("max-price");
});
