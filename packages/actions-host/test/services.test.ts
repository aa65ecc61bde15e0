import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host, type WorkflowRun } from "../src/index.ts";

const file = fileURLToPath(new URL("workflows/artifacts.yml", import.meta.url));
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

describe("GitHub's own toolkit against the services", () => {
  let host: Host;
  let first: WorkflowRun;
  let second: WorkflowRun;

  beforeAll(async () => {
    host = await createHost();
    first = await host.runWorkflow(file);
    second = await host.runWorkflow(file, { event: "workflow_dispatch" });
  });
  afterAll(() => host.close());
  const step = (run: WorkflowRun, id: string) =>
    run.jobs.flatMap((job) => job.steps).find((step) => step.id === id);

  it("uploads artifacts, without hidden files", () => {
    const [one, two] = first.artifacts;
    expect([...(one?.files.keys() ?? [])].sort()).toEqual(["a.txt", "deep/b.txt"]);
    expect(text(one?.files.get("deep/b.txt"))).toBe("two\n");
    expect([...(two?.files.keys() ?? [])]).toEqual(["a.txt"]);
    expect(step(first, "upload")?.outputs["artifact-id"]).toBe(String(one?.id));
    expect(one?.expiresAt).toMatch(/^\d{4}-/);
  });

  it("refuses a second artifact of a name, and warns of none", () => {
    expect(step(first, "twice")?.outcome).toBe("failure");
    expect(step(first, "none")?.annotations[0]?.message).toMatch(/^No files were found/);
  });

  it("downloads one, all, or merged", () => {
    expect(step(first, "list")?.rawLog.split("\n")).toEqual([
      "./all/result-1/a.txt",
      "./all/result-1/deep/b.txt",
      "./all/result-2/a.txt",
      "./merged/a.txt",
      "./merged/deep/b.txt",
      "./one/a.txt",
      "./one/deep/b.txt",
    ]);
  });

  it("keeps a cache from run to run, artifacts only within one", () => {
    expect(step(first, "fill")?.rawLog).toBe("missing");
    expect(step(second, "fill")?.rawLog).toBe("cached");
    expect(step(second, "cache")?.outputs["cache-hit"]).toBe("true");
    expect(second.artifacts).toEqual([]);
    expect(second.caches.map(({ key }) => key)).toEqual(["kept-main-1"]);
    expect(text(second.caches[0]?.archive)).toContain("cached\n");
  });
});
