import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FaultRule } from "@seedkit/emulator";
import { describe, expect, test } from "vitest";
import { createWorld, lastError } from "./world.ts";

const exits: readonly (readonly [
  name: string,
  fault: FaultRule["fault"],
  code: string,
  exit: number,
  charged: string,
])[] = [
  ["400", { kind: "status", status: 400 }, "invalid_request", 2, "no"],
  ["moderation", { kind: "moderated" }, "moderated", 2, "no"],
  ["401", { kind: "status", status: 401 }, "unauthenticated", 3, "no"],
  ["403", { kind: "status", status: 403 }, "forbidden", 3, "no"],
  ["404", { kind: "status", status: 404 }, "not_found", 2, "no"],
  ["406", { kind: "status", status: 406 }, "insufficient_credits", 4, "no"],
  ["429", { kind: "status", status: 429, retryAfter: 100_000 }, "rate_limited", 5, "no"],
  ["504", { kind: "status", status: 504 }, "gateway_timeout", 6, "maybe"],
  ["a page of HTML", { kind: "html-200" }, "bad_image", 6, "maybe"],
  ["a reset after the charge", { kind: "reset-after-charge" }, "connection_lost", 7, "maybe"],
  ["a cut body", { kind: "truncate-body" }, "connection_lost", 7, "yes"],
];

describe("exit codes", () => {
  test.each(exits)("%s", async (_, fault, code, exit, charged) => {
    const world = await createWorld({ faults: [{ fault }] });
    const ran = await world.run(["generate", "fox", "--json"]);
    expect(ran).toMatchObject({ code: exit, stdout: "" });
    expect(lastError(ran)).toMatchObject({ code, charged });
    expect(await readdir(world.cwd)).toEqual([]);
  });

  test("a service that is not there is 7", async () => {
    const world = await createWorld();
    const ran = await world.run(["credits", "--timeout", "1", "--json"], {
      env: { SEGMIND_BASE_URL: "http://127.0.0.1:9" },
    });
    expect([7, 8]).toContain(ran.code);
    expect(lastError(ran)).toMatchObject({ charged: "no" });
  });

  test("a body that stalls ends at --timeout with 8", async () => {
    const world = await createWorld({ faults: [{ fault: { kind: "stall-body" } }] });
    const ran = await world.run(["generate", "fox", "--timeout", "2", "--json"]);
    expect(ran.code).toBe(8);
    expect(lastError(ran)).toMatchObject({ charged: "yes" });
  });

  test("over --max-cost nothing is sent: all calls count, at their most", async () => {
    const world = await createWorld();
    const ran = await world.run(["generate", "fox", "--count", "3", "--max-cost", "0.11", "--json"]);
    expect(ran.code).toBe(4);
    expect(lastError(ran)).toMatchObject({ code: "over_budget", charged: "no" });
    const auto = ["--sequential-image-generation", "auto", "--max-images", "4"];
    expect((await world.run(["generate", "fox", ...auto, "--max-cost", "$0.15"])).code).toBe(4);
    expect(world.emulator.journal.requests).toEqual([]);
    expect((await world.run(["generate", "fox", "--count", "3", "--max-cost", "0.12"])).code).toBe(0);
  });

  test("no key is 3 and names both ways", async () => {
    const world = await createWorld();
    const ran = await world.run(["generate", "fox"], { env: { SEGMIND_API_KEY: " " } });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("SEGMIND_API_KEY");
    expect(ran.stderr).toContain("seedkit login");
    expect(world.emulator.journal.requests).toEqual([]);
  });
});

describe("usage", () => {
  test.each([
    [["generate", "fox", "--sise", "2K"], "--size"],
    [["generat", "fox"], "generate"],
    [["generate"], "prompt"],
    [["generate", " "], "prompt"],
    [["generate", "fox", "--count", "0"], "--count"],
    [["generate", "fox", "--max-cost", "cheap"], "--max-cost"],
    [["generate", "fox", "--transport", "pigeon"], "queued"],
    [["generate", "fox", "--timeout", "-1"], "--timeout"],
    [["generate", "fox", "--model", "seedream-45"], "seedream-4.5"],
    [["generate", "fox", "--aspect-ratio", "16:8"], "--aspect-ratio"],
    [["generate", "fox", "--max-images", "many"], "--max-images"],
    [["generate", "fox", "--api-key", "x"], "--api-key"],
    [["generate", "fox", "--image-input", "none.png"], "none.png"],
    [["emulator", "--latency", "slow"], "--latency"],
    [["emulator", "--port", "99999"], "--port"],
    [["completion", "tcsh"], "bash"],
    [["upload"], "files"],
    [["--nope"], "--nope"],
  ])("%j is 2, in words and as JSON", async (words, names) => {
    const world = await createWorld();
    const plain = await world.run(words);
    expect(plain).toMatchObject({ code: 2, stdout: "" });
    expect(plain.stderr).toContain(names);
    const json = await world.run([...words, "--json"]);
    expect(json).toMatchObject({ code: 2, stdout: "" });
    expect(lastError(json)).toMatchObject({
      code: expect.stringMatching(/^invalid_input$|^not_found$/),
      charged: "no",
    });
    expect(json.stderr.split("\n")).toHaveLength(2);
    expect(world.emulator.journal.requests).toEqual([]);
  });

  test("names every problem of an input at once", async () => {
    const world = await createWorld();
    const ran = await world.run([
      "generate",
      "fox",
      "--size",
      "3K",
      "--width",
      "12",
      "--aspect-ratio",
      "16:8",
      "--json",
    ]);
    const { issues } = lastError(ran) as { issues: { path: string; nearest: unknown }[] };
    expect(issues.map(({ path }) => path).sort()).toEqual(["--aspect-ratio", "--size", "--width"]);
    expect(issues.find(({ path }) => path === "--aspect-ratio")?.nearest).toBe("16:9");
  });

  test("a file of faults that is wrong says where", async () => {
    const world = await createWorld();
    await writeFile(join(world.cwd, "faults.json"), '[{ "fault": { "kind": "statuss" } }]');
    const ran = await world.run(["emulator", "--port", "0", "--faults", "faults.json"]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/faults\.json[\s\S]*kind/);
    await writeFile(join(world.cwd, "torn.json"), "[{");
    expect((await world.run(["emulator", "--port", "0", "--faults", "torn.json"])).stderr).toContain(
      "is not JSON",
    );
  });
});

test("a reference that is missing hides nothing else that is wrong", async () => {
  const world = await createWorld();
  const ran = await world.run(["plan", "fox", "--image-input", "gone.png", "--size", "3K", "--json"]);
  expect(ran.code).toBe(2);
  expect(lastError(ran)).toMatchObject({
    code: "invalid_input",
    issues: [{ path: "--size", nearest: "4K" }, { path: "--image-input[0]" }],
  });
});
