import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createProjectFiles, emptyLock, formatLock, planManifest, readManifest } from "@seedkit/batch";
import { expect, test } from "vitest";
import { createSetting, seedkitStep, step, workflowOf } from "./setting.ts";

const count = 5000;
// As long as it is shown, and all of it has to be escaped.
const prompt = (at: number) => `${at} <b>|&`.padEnd(160, "|<&>");

test("the summary of 5,000 images stays under GitHub's limit, and none is paid for again", async () => {
  await using setting = await createSetting();
  const images = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`image-${at}`, { prompt: prompt(at), output: `i/${at}.jpg` }]),
  );
  const text = JSON.stringify({ version: 1, images });
  const files = createProjectFiles(setting.folder);
  const { manifest } = await readManifest({ file: "seedkit.json", text }, files);
  if (!manifest) throw new Error("no manifest");
  const plan = await planManifest(manifest, undefined, files);
  const locked = plan.entries.map(({ entry, key }, at) => {
    const sha256 = createHash("sha256").update(`image ${at}`).digest("hex");
    const original = { sha256, mediaType: "image/jpeg" };
    const file = { path: `i/${at}.jpg`, sha256, width: 2048, height: 2048, bytes: 9, original };
    const cost = { micros: 40_000, formatted: "$0.04" };
    const calls = [{ index: 0, files: [file], cost }];
    return [
      entry.id,
      { key, model: entry.model, input: {}, references: {}, output: { format: "jpg" }, calls },
    ];
  });
  const lock = formatLock({ ...emptyLock(), images: Object.fromEntries(locked) });
  const pictures = Array.from({ length: count }, (_, at) => [`i/${at}.jpg`, `image ${at}`]);
  await setting.write({ "seedkit.json": text, "seedkit.lock": lock, ...Object.fromEntries(pictures) });
  const inputs = {
    manifest: "seedkit.json",
    "max-cost": "0",
    "upload-artifact": "false",
    "contact-sheet": "false",
  };
  const run = await setting.run(workflowOf(step(inputs)));
  const { outputs, summary } = seedkitStep(run);
  expect(outputs).toMatchObject({ status: "success", reused: "5000", count: "5000", "saved-usd": "200.00" });
  expect(JSON.parse(outputs.files ?? "")).toHaveLength(count);
  expect(summary).toMatch(/And \d+ more: see the results/);
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
  const dry = await setting.run(
    workflowOf(step({ manifest: "seedkit.json", "dry-run": "true", reuse: "off" })),
  );
  expect(Buffer.byteLength(seedkitStep(dry).summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(setting.emulator.journal.requests).toEqual([]);
});

test("GitHub Enterprise Server has neither summaries nor artifacts: the images are made all the same", async () => {
  await using setting = await createSetting({ host: { ghes: true } });
  const run = await setting.run(workflowOf(step({ prompt: "A red kite", "max-cost": "0.50" })));
  const { outputs, log, annotations } = seedkitStep(run);
  expect(run.conclusion).toBe("success");
  expect(outputs).toMatchObject({ status: "success", generated: "1" });
  expect(log).toContain("This runner shows no summaries");
  expect(annotations.map(({ message }) => message).join()).toContain(
    "GitHub Enterprise Server has no artifacts",
  );
});

test("a runner without a cache, or with one that may not be written, makes them too", async () => {
  for (const cacheService of ["off", "read-only"] as const) {
    await using setting = await createSetting({ host: { cacheService } });
    const run = await setting.run(workflowOf(step({ prompt: "A red kite", "max-cost": "0.50" })));
    expect(run.conclusion).toBe("success");
    expect(run.caches).toEqual([]);
  }
});

test("a proxy is used where the runner names one", async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, client, head) => {
    asked.push(request.url ?? "");
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const upstream = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) socket.on("error", () => {});
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  try {
    await using setting = await createSetting();
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const one = step({
      prompt: "A red kite",
      "max-cost": "0.50",
      reuse: "output",
      "upload-artifact": "false",
      "contact-sheet": "false",
    });
    const run = await setting.run(workflowOf(`${one}\n  env:\n    HTTP_PROXY: ${address}`));
    expect(seedkitStep(run).outputs.status).toBe("success");
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked)).toEqual(new Set([new URL(setting.emulator.url).host]));
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test("a request may take longer than Node's own fetch waits", async () => {
  await using setting = await createSetting();
  const inputs = {
    prompt: "A red kite",
    "max-cost": "0.50",
    "request-timeout": "600",
    "total-timeout": "900",
  };
  const run = await setting.run(workflowOf(step({ ...inputs, width: "3000" })));
  expect(seedkitStep(run).outputs.status).toBe("success");
  // What is odd about a request is said before it is sent.
  expect(seedkitStep(run).log).toContain("width and height are read only when size is custom");
});
