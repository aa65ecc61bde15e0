import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createHost, type Host, type HostOptions, type RunOptions } from "../src/index.ts";

const file = fileURLToPath(new URL("workflows/events.yml", import.meta.url));

describe("an event", () => {
  let host: Host | undefined;
  afterEach(() => host?.close());

  async function run(options: HostOptions, runOptions: RunOptions = {}) {
    host = await createHost({ secrets: { KEY: "the-key" }, ...options });
    const result = await host.runWorkflow(file, runOptions);
    const steps = result.job("look").steps;
    const said = steps.find(({ id }) => id === "look")?.rawLog.split("\n");
    return { result, said, upload: steps.find(({ id }) => id === "upload") };
  }

  it("by default is a push with secrets", async () => {
    const { said, result } = await run({});
    expect(said).toEqual([
      "key=the-key",
      "token=true",
      "ref=refs/heads/main base= event=push",
      "fork=",
      "summary=there",
    ]);
    expect(result.caches).toHaveLength(1);
  });

  it("of a fork's pull request has no secrets and cannot write the cache", async () => {
    const { said, result } = await run({ event: "pull_request", fork: true });
    expect(said).toContain("key=none");
    expect(said).toContain("ref=refs/pull/7/merge base=main event=pull_request");
    expect(said).toContain("fork=true");
    expect(result.caches).toEqual([]);
    expect(result.conclusion).toBe("success");
  });

  it("tells a fork by its payload", async () => {
    const eventPayload = { pull_request: { head: { repo: { fork: true } } } };
    const { said } = await run({}, { event: "pull_request", eventPayload });
    expect(said).toContain("key=none");
  });

  it("pull_request_target has secrets, even for a fork, and runs for the base", async () => {
    const { said } = await run({ fork: true }, { event: "pull_request_target" });
    expect(said).toContain("key=the-key");
    expect(said).toContain("ref=refs/heads/main base=main event=pull_request_target");
    expect(said).toContain("fork=true");
  });

  it("finds no cache where the service is off", async () => {
    const { result } = await run({ cacheService: "off" });
    expect(result.job("look").log).toContain("Cache service is not available here");
    expect(result.caches).toEqual([]);
  });

  it("on GitHub Enterprise Server has no summary, no artifact v4 and no cache", async () => {
    const { said, upload, result } = await run({ ghes: true });
    expect(said).toContain("summary=");
    expect(upload?.outcome).toBe("failure");
    expect(upload?.log).toContain("not currently supported on GHES");
    expect(result.caches).toEqual([]);
  });
});

describe("a workflow", () => {
  it.each([
    ["on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ runs: 1 }]\n", "Unexpected value 'runs'"],
    [
      "on: push\njobs:\n  a:\n    runs-on: x\n    needs: b\n    steps: [{ run: x }]\n",
      "at least one job with no dependencies",
    ],
    ["on: push\njobs:\n  a:\n    runs-on: x\n    container: y\n    steps: [{ run: x }]\n", "'container'"],
  ])("is refused by GitHub or this host: %#", async (text, message) => {
    await using host = await createHost();
    await expect(host.runWorkflow(text)).rejects.toThrow(message);
  });
});
