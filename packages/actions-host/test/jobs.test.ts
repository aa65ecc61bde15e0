import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host, type WorkflowRun } from "../src/index.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("jobs", () => {
  let host: Host;
  let run: WorkflowRun;

  beforeAll(async () => {
    host = await createHost({ vars: { fits: "x".repeat(120 * 1024), large: "x".repeat(129 * 1024) } });
    run = await host.runWorkflow(path("workflows/jobs.yml"), {
      actionPaths: { "./": path("actions/composite"), "./stages": path("actions/node") },
    });
  });
  afterAll(() => host.close());
  const step = (job: string, id: string) =>
    run.job(job).steps.find((found) => found.id === id && found.stage === "main");
  const conclusions = (id: string) => run.jobs.filter((job) => job.id === id).map((job) => job.conclusion);

  it("take defaults from the workflow and themselves, steps over both, composite actions neither", () => {
    expect(step("defaults", "in")?.rawLog).toBe("folder\npipefail");
    expect(step("defaults", "sh")?.rawLog).toBe("posix");
    expect(step("defaults", "custom")?.rawLog).toBe("from node defaults");
    expect(step("defaults", "unknown")?.log).toContain("This host has no shell 'pwsh'");
    expect(step("defaults", "own")?.outcome).toBe("success");
  });

  it("may fail where they are allowed to", () => {
    expect(conclusions("forgiven")).toEqual(["success"]);
  });

  it("cancel the other rows of their matrix, unless told not to", () => {
    expect(conclusions("fast")).toEqual(["success", "failure", "cancelled"]);
    expect(conclusions("slow")).toEqual(["failure", "success"]);
  });

  it("cannot hand over an input that is larger than Linux lets a variable be", () => {
    expect(step("large", "fits")?.outcome).toBe("success");
    expect(step("large", "large")?.outcome).toBe("failure");
    expect(step("large", "large")?.log).toContain("E2BIG");
  });
});
