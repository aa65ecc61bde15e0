import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host, type WorkflowRun } from "../src/index.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("actions", () => {
  let host: Host;
  let run: WorkflowRun;

  beforeAll(async () => {
    host = await createHost({ folder: path("actions") });
    const actionPaths = { "octo/stages": path("actions/node"), "octo/many": path("actions") };
    run = await host.runWorkflow(path("workflows/actions.yml"), { actionPaths });
  });
  afterAll(() => host.close());

  it("run pre first, main in its place and post last, on one state", () => {
    const steps = run.job("node").steps.map(({ stage, rawLog }) => [stage, rawLog]);
    expect(steps).toEqual([
      ["pre", "pre push"],
      ["main", "first"],
      ["main", "main push pre extra node 24"],
      ["main", ""],
      ["post", "post main"],
    ]);
    expect(run.job("node").conclusion).toBe("failure");
  });

  it("give outputs, and are warned of inputs that are unknown or deprecated", () => {
    const step = run.job("node").steps.find(({ id, stage }) => id === "it" && stage === "main");
    expect(step?.outputs).toEqual({ seen: "a\nb" });
    expect(step?.annotations.map(({ message }) => message)).toEqual([
      "Unexpected input(s) 'unknown', valid inputs are ['two words', 'old']",
      "Input 'old' has been deprecated with message: use another",
    ]);
  });

  it("may be composite: own inputs, steps and status", () => {
    const steps = run.job("composite").steps;
    const log = (id: string) => steps.find((step) => step.id === id)?.rawLog;
    expect(log("good/last")).toBe("said");
    expect(steps.filter(({ id }) => id.startsWith("bad/")).map(({ outcome }) => outcome)).toEqual([
      "success",
      "failure",
      "skipped",
    ]);
    expect(log("after")).toBe("hello world env failure success");
    expect(run.job("composite").conclusion).toBe("success");
  });

  it("may lie in the workspace once it is checked out", () => {
    expect(run.job("local").conclusion).toBe("success");
    expect(run.job("local").steps.find(({ id }) => id === "it")?.outputs).toEqual({
      greeting: "hello local ",
    });
  });

  it("fail the job before its first step where nobody knows them", () => {
    expect(run.job("missing").conclusion).toBe("failure");
    expect(run.job("missing").log).toContain("Unable to resolve action 'octo/nothing@v1'");
    expect(run.job("missing").log).not.toContain("never");
  });
});
