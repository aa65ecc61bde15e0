import { expect, test } from "vitest";
import { createSetting, seedkitStep, step, workflowOf } from "./setting.ts";

const manifest = `version: 1
images:
  kite: { prompt: A red kite over wheat }
  boat: { prompt: A boat in fog, aspect_ratio: "16:9" }
`;

test("a prompt becomes an image, an artifact, a page and a summary", async () => {
  await using setting = await createSetting();
  const run = await setting.run(workflowOf(step({ prompt: "A red kite over wheat", "max-cost": "0.50" })));
  const { outputs, summary } = seedkitStep(run);
  expect(run.conclusion).toBe("success");
  expect(outputs).toMatchObject({
    status: "success",
    planned: "1",
    generated: "1",
    reused: "0",
    failed: "0",
    count: "1",
    "cost-usd": "0.04",
    "credits-left": "99.96",
  });
  expect(setting.emulator.journal.charged.count).toBe(1);
  const [images, page] = run.artifacts;
  const [file = ""] = JSON.parse(outputs.files ?? "[]") as string[];
  expect(file).toMatch(/^images\/a-red-kite-over-wheat-[0-9a-f]{8}\.jpg$/);
  expect([...(images?.files.keys() ?? [])].sort()).toEqual([
    ".seedkit/report/errors.jsonl",
    ".seedkit/report/index.html",
    ".seedkit/report/results.jsonl",
    file.slice("images/".length),
    "seedkit.lock",
  ]);
  expect(page).toMatchObject({ name: "seedkit-1-contact-sheet.html", mimeType: "text/html" });
  expect(new TextDecoder().decode(page?.bytes)).toContain('<img src="data:image/jpeg;base64,');
  expect(summary).toContain(`[Contact sheet](${outputs["contact-sheet-url"]})`);
  expect(summary).toContain("| made | 2048 x 2048 | &#36;0.04 | A red kite over wheat |");
  expect(outputs["artifact-url"]).toMatch(/\/actions\/runs\/1\/artifacts\/\d+$/);
});

test("a manifest is made once: the second run of it makes no call", async () => {
  await using setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  const again = step({ manifest: "seedkit.yaml", "max-cost": "1" });
  const run = await setting.run(workflowOf(`${again}\n${again.replace("id: seedkit", "id: second")}`));
  expect(run.conclusion).toBe("success");
  expect(seedkitStep(run).outputs).toMatchObject({ generated: "2", "cost-usd": "0.08" });
  expect(seedkitStep(run, "second").outputs).toMatchObject({
    status: "success",
    planned: "0",
    generated: "0",
    reused: "2",
    "cost-usd": "0.00",
    "saved-usd": "0.08",
  });
  expect(setting.emulator.journal.charged.count).toBe(2);
});

test("the next workflow run takes the images from the cache, and pays for what changed", async () => {
  await using setting = await createSetting();
  await setting.write({ "art/seedkit.yaml": manifest });
  const workflow = workflowOf(step({ manifest: "art/seedkit.yaml", "max-cost": "1" }));
  await setting.run(workflow);
  const second = await setting.run(workflow, { github: { run_id: "2" } });
  expect(seedkitStep(second).outputs).toMatchObject({
    status: "success",
    generated: "0",
    reused: "2",
    count: "2",
  });
  expect(seedkitStep(second).log).toContain("2 of 2 taken over from the cache");
  expect(setting.emulator.journal.charged.count).toBe(2);

  await setting.write({ "art/seedkit.yaml": manifest.replace("in fog", "in rain") });
  const third = await setting.run(workflow, { github: { run_id: "3" } });
  expect(seedkitStep(third).outputs).toMatchObject({ generated: "1", reused: "1" });
  expect(setting.emulator.journal.charged.count).toBe(3);

  const off = workflowOf(step({ manifest: "art/seedkit.yaml", "max-cost": "1", reuse: "off" }));
  const fourth = await setting.run(off, { github: { run_id: "4" } });
  expect(seedkitStep(fourth).outputs).toMatchObject({ generated: "2", reused: "0" });
});

test("two steps that share a folder are both found again", async () => {
  await using setting = await createSetting();
  const one = step({ prompt: "A red kite", "max-cost": "0.50" });
  const two = step({ prompts: "A boat", "max-cost": "0.50" }).replace("id: seedkit", "id: second");
  const workflow = workflowOf(`${one}\n${two}`);
  const first = await setting.run(workflow);
  expect(first.artifacts).toHaveLength(4);
  expect(first.job("images").annotations).toEqual([]);
  const next = await setting.run(workflow, { github: { run_id: "2" } });
  expect(seedkitStep(next).outputs).toMatchObject({ status: "success", generated: "0", reused: "1" });
  expect(seedkitStep(next, "second").outputs).toMatchObject({
    status: "success",
    generated: "0",
    reused: "1",
  });
  expect(setting.emulator.journal.charged.count).toBe(2);
  // What the cache has already is not saved again.
  expect(next.caches).toHaveLength(2);
});

test("a cached image that is not what the lock says is paid for again, not passed on", async () => {
  await using setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  const spoil = `- run: |
    mkdir -p shards/one/images && cp seedkit.lock shards/one/
    cp images/* shards/one/images/
    echo spoiled > shards/one/images/kite.jpg
    rm -r images seedkit.lock .seedkit`;
  const inputs = { manifest: "seedkit.yaml", "max-cost": "1", reuse: "output" };
  const second = step({ ...inputs, "reuse-from": "shards" }).replace("id: seedkit", "id: second");
  const run = await setting.run(workflowOf([step(inputs), spoil, second].join("\n")));
  expect(seedkitStep(run, "second").outputs).toMatchObject({
    status: "success",
    generated: "1",
    reused: "1",
  });
  expect(setting.emulator.journal.charged.count).toBe(3);
});

test("a budget that is too small is never passed, and what fits is made", async () => {
  await using setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  const none = await setting.run(workflowOf(step({ manifest: "seedkit.yaml", "max-cost": "0.03" })));
  expect(none.conclusion).toBe("failure");
  expect(seedkitStep(none).outputs).toMatchObject({ status: "budget", generated: "0", "cost-usd": "0.00" });
  expect(setting.emulator.journal.charged.count).toBe(0);
  const one = await setting.run(
    workflowOf(step({ manifest: "seedkit.yaml", "max-cost": "0.05", "on-error": "warn" })),
  );
  expect(one.conclusion).toBe("success");
  expect(seedkitStep(one).outputs).toMatchObject({ status: "budget", generated: "1" });
  expect(seedkitStep(one).annotations.map(({ level }) => level)).toContain("warning");
  expect(setting.emulator.journal.charged.count).toBe(1);
});

test("a dry run sends nothing, needs no key, and says what it would cost", async () => {
  await using setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  const run = await setting.run(
    workflowOf(step({ manifest: "seedkit.yaml", "dry-run": "true", "api-key": "" })),
  );
  expect(run.conclusion).toBe("success");
  expect(seedkitStep(run).outputs).toMatchObject({ status: "planned", planned: "2", "cost-usd": "0.08" });
  expect(JSON.parse(seedkitStep(run).outputs.matrix ?? "")).toEqual({ shard: ["1/1"] });
  expect(seedkitStep(run).summary).toContain("2 to make");
  expect(setting.emulator.journal.requests).toEqual([]);
});

test("a dry run knows what is reused, and leaves the workspace as it is", async () => {
  await using setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  const inputs = { manifest: "seedkit.yaml", "max-cost": "1" };
  await setting.run(workflowOf(step(inputs)));
  const look = "- run: ls -A";
  const dry = (more: Record<string, string>) =>
    workflowOf(`${step({ ...inputs, "dry-run": "true", ...more })}\n${look}`);
  const run = await setting.run(dry({}), { github: { run_id: "2" } });
  expect(seedkitStep(run).outputs).toMatchObject({ status: "planned", planned: "0", reused: "2" });
  expect(run.job("images").log).not.toContain("seedkit.lock");
  const off = await setting.run(dry({ reuse: "off" }), { github: { run_id: "3" } });
  expect(seedkitStep(off).outputs).toMatchObject({ planned: "2", "cost-usd": "0.08" });
});

test("a merge that lacks a shard spends nothing, and says what is missing", async () => {
  await using setting = await createSetting();
  await setting.write({ "seedkit.yaml": manifest });
  const inputs = { manifest: "seedkit.yaml", "max-cost": "0", "api-key": "" };
  const run = await setting.run(workflowOf(step(inputs)));
  expect(run.conclusion).toBe("failure");
  expect(seedkitStep(run).outputs).toMatchObject({ status: "budget", generated: "0" });
  expect(setting.emulator.journal.requests).toEqual([]);
});

test("an image that fails stands at its line, and takes no other along", async () => {
  await using setting = await createSetting({
    emulator: { faults: [{ match: { prompt: "boat" }, fault: { kind: "moderated" } }] },
  });
  await setting.write({ "art/seedkit.yaml": manifest });
  const inputs = { manifest: "art/seedkit.yaml", "max-cost": "1" };
  const run = await setting.run(workflowOf(step(inputs)));
  expect(run.conclusion).toBe("failure");
  const failed = seedkitStep(run);
  expect(failed.outputs).toMatchObject({ status: "partial", generated: "1", failed: "1" });
  expect(failed.annotations).toContainEqual(
    expect.objectContaining({ level: "error", file: "art/seedkit.yaml", line: 4 }),
  );
  expect(failed.summary).toContain("not charged");
  const soft = await setting.run(workflowOf(step({ ...inputs, "on-error": "continue" })));
  expect(soft.conclusion).toBe("success");
});

test("everything wrong with a manifest is annotated at its line, and nothing is sent", async () => {
  await using setting = await createSetting();
  await setting.write({
    "seedkit.yaml": "version: 1\nimages:\n  a: { prompt: x, size: 8K }\n  b: { promt: y }\n",
  });
  const run = await setting.run(workflowOf(step({ manifest: "seedkit.yaml", "max-cost": "1" })));
  expect(run.conclusion).toBe("failure");
  const { annotations, outputs } = seedkitStep(run);
  const lines = annotations.filter(({ file }) => file === "seedkit.yaml").map(({ line }) => line);
  expect(new Set(lines)).toEqual(new Set([3, 4]));
  expect(outputs).toMatchObject({ status: "failed", generated: "0" });
  expect(setting.emulator.journal.requests).toEqual([]);
});

test("wrong inputs are told at once, each by its name", async () => {
  await using setting = await createSetting();
  const run = await setting.run(workflowOf(step({ prompt: "x", manifest: "y", size: "8K" })));
  const messages = seedkitStep(run).annotations.map(({ message }) => message);
  expect(messages.join("\n")).toMatch(/prompt and manifest are given[\s\S]*max-cost: is required/);
  expect(setting.emulator.journal.requests).toEqual([]);
});
