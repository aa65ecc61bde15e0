import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host, type JobRun } from "../src/index.ts";

describe("GitHub's limits and the commands in a log", () => {
  let host: Host;
  let job: JobRun;

  beforeAll(async () => {
    host = await createHost();
    const run = await host.runWorkflow(fileURLToPath(new URL("workflows/limits.yml", import.meta.url)));
    job = run.job("limits");
  });
  afterAll(() => host.close());
  const step = (id: string) => job.steps.find((found) => found.id === id);

  it("show 10 annotations of each level for a step, 50 for a job", () => {
    expect(step("many")?.annotations).toHaveLength(30);
    expect(step("many")?.annotations.filter(({ level }) => level === "error")).toHaveLength(10);
    expect(job.annotations).toHaveLength(50);
  });

  it("drop a summary over 1 MiB, but not the step, and data: images", () => {
    expect(step("large")?.outcome).toBe("success");
    expect(step("large")?.annotations[0]?.message).toContain("supports content up to a size of 1024k");
    expect(job.summary).toBe("![chart]()\n");
  });

  it("mask what add-mask names, but not its base64", () => {
    expect(step("masks")?.log).toContain("this is ***, and bWFkZSB1cA==");
    expect(step("masks")?.rawLog).toContain("this is made up");
  });

  it("mask base64 too where the host is to act as the runner", async () => {
    await using host = await createHost({ maskBase64: true, secrets: { KEY: "made up" } });
    const workflow = "on: push\njobs: { a: { runs-on: x, steps: [{ run: echo bWFkZSB1cA== }] } }\n";
    expect((await host.runWorkflow(workflow)).job("a").log).toContain("***");
  });

  it("take set-output anywhere in a line, and nothing between stop-commands and its token", () => {
    expect(step("masks")?.outputs).toEqual({ sneaked: "inside" });
    expect(step("masks")?.log).toContain("::error::not a command");
  });

  it("fail a step that uses a disabled command or a malformed file", () => {
    expect(step("masks")?.annotations.at(-1)?.message).toBe("The `set-env` command is disabled.");
    expect(step("masks")?.outcome).toBe("failure");
    expect(step("malformed")?.outcome).toBe("failure");
    expect(step("malformed")?.log).toContain("Invalid format 'no separator'");
  });
});
