import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host, type WorkflowRun } from "../src/index.ts";

const file = fileURLToPath(new URL("workflows/steps.yml", import.meta.url));

describe("steps of a workflow", () => {
  let host: Host;
  let run: WorkflowRun;
  const folder = mkdtempSync(join(tmpdir(), "actions-host-test-"));

  beforeAll(async () => {
    writeFileSync(join(folder, "hello.txt"), "hello\n");
    host = await createHost({ folder, secrets: { KEY: "s3cr3t-value" }, vars: { place: "job" } });
    run = await host.runWorkflow(file);
  });
  afterAll(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });
  const step = (job: string, id: string) => run.job(job).steps.find((found) => found.id === id);

  it("hand environment, path and outputs on", () => {
    expect(step("first", "read")?.rawLog).toBe("workflow job added from-path hello");
    expect(run.job("first").outputs.list).toBe("[1,2,3]");
  });
  it("show no secret in log and job outputs", () => {
    expect(step("first", "make")?.log).toContain("key is ***");
    expect(run.job("first").log).not.toContain("s3cr3t-value");
    expect(run.job("first").outputs).not.toHaveProperty("leak");
  });
  it("may fail where they are allowed to", () => {
    expect(step("first", "breaks")).toMatchObject({ outcome: "failure", conclusion: "success", exitCode: 3 });
    expect(step("first", "skipped")?.outcome).toBe("skipped");
    expect(run.job("first").conclusion).toBe("success");
  });
  it("annotate lines of files", () => {
    expect(step("first", "breaks")?.annotations[0]).toEqual({
      level: "error",
      message: "no\ngood",
      title: "Bad",
      file: "hello.txt",
      line: 2,
      endLine: 2,
    });
  });
  it("add to the summary", () => {
    expect(run.job("first").summary).toBe("### Made\n");
  });
  it("run once for each row of a matrix from fromJSON", () => {
    const rows = run.jobs.filter((job) => job.id === "rows");
    expect(rows.map((job) => job.steps[0]?.rawLog)).toEqual(["row 1 small 0/2", "row 3 true 1/2"]);
  });
  it("stop at a failure, but for always()", () => {
    expect(run.job("broken").steps.map(({ outcome }) => outcome)).toEqual(["failure", "skipped", "success"]);
    expect(step("broken", "always")?.rawLog).toBe("status failure");
    expect(run.job("after").conclusion).toBe("skipped");
    expect(step("anyway", "say")?.rawLog).toBe("broken was failure");
    expect(run.conclusion).toBe("failure");
  });
});
