import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host } from "../src/index.ts";

const path = (name: string) => fileURLToPath(new URL(`workflows/${name}`, import.meta.url));

/** Whether a process runs; one that ended and waits to be noticed by its parent does not. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("a cancel", () => {
  let host: Host;

  /** Runs a workflow and cancels it as soon as its step says that it is ready. */
  function cancelWhenReady(name: string) {
    const controller = new AbortController();
    const onLine = (line: string) => line === "ready" && controller.abort();
    return host.runWorkflow(path(name), { signal: controller.signal, onLine });
  }

  beforeAll(async () => {
    host = await createHost({ graceScale: 0.05 });
  });
  afterAll(() => host.close());

  it("sends SIGINT, takes up what the step still writes, and runs always() and cancelled()", async () => {
    const patient = await createHost();
    const controller = new AbortController();
    const run = await patient.runWorkflow(path("cancel.yml"), {
      signal: controller.signal,
      onLine: (line) => line === "ready" && controller.abort(),
    });
    await patient.close();
    const [slow, never, always, cancelled] = run.job("obeys").steps;
    expect(slow).toMatchObject({ outcome: "cancelled", exitCode: 7, outputs: { text: "stopped" } });
    expect(slow?.signals.map(({ signal }) => signal)).toEqual(["SIGINT"]);
    expect(never?.outcome).toBe("skipped");
    expect(always?.rawLog).toBe("cancelled stopped");
    expect(cancelled?.rawLog).toBe("cancelled");
    expect(run.job("obeys").conclusion).toBe("cancelled");
    expect(run.conclusion).toBe("cancelled");
    expect(run.job("later").steps).toEqual([]);
  });

  it("makes a step cancelled, though it ends well", async () => {
    const run = await cancelWhenReady("graceful.yml");
    expect(run.job("job").steps[0]).toMatchObject({ outcome: "cancelled", exitCode: 0 });
    expect(run.job("protected").steps[0]?.rawLog).toBe("still here");
  });

  it("lets a running step with always() end", async () => {
    const run = await cancelWhenReady("protected.yml");
    expect(run.job("job").steps[0]).toMatchObject({ outcome: "success", signals: [] });
    expect(run.job("job").steps[0]?.rawLog).toContain("finished");
    expect(run.conclusion).toBe("cancelled");
  });

  it("kills what hears no signal, with all it started", async () => {
    const run = await cancelWhenReady("stubborn.yml");
    const [deaf] = run.job("ignores").steps;
    expect(deaf?.signals.map(({ signal }) => signal)).toEqual(["SIGINT", "SIGTERM", "SIGKILL"]);
    expect(deaf?.exitCode).toBeUndefined();
    const child = Number(/child (\d+)/.exec(deaf?.rawLog ?? "")?.[1]);
    await expect.poll(() => isAlive(child)).toBe(false);
  });

  it("comes with a time limit as well, but as a failure", async () => {
    const run = await host.runWorkflow(path("timeout.yml"));
    const [slow] = run.job("slow").steps;
    expect(slow?.outcome).toBe("failure");
    expect(slow?.annotations[0]?.message).toMatch(
      /^The action 'Run while .*' has timed out after 0.005 minutes.$/,
    );
    expect(run.job("slow").conclusion).toBe("failure");
  });

  it("or the end of a job leaves nothing running in the background", async () => {
    const run = await host.runWorkflow(path("timeout.yml"));
    const background = Number(run.job("slow").steps[1]?.rawLog);
    expect(background).toBeGreaterThan(0);
    await expect.poll(() => isAlive(background)).toBe(false);
  });

  it("can be set to a time", async () => {
    const run = await host.runWorkflow(path("cancel.yml"), { cancelAfter: 50 });
    expect(run.conclusion).toBe("cancelled");
  });
});
