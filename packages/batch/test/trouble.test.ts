import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { appendFile, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { expect, onTestFinished, test } from "vitest";
import { parseLock } from "../src/lock/parse-lock.ts";
import { readProvenance } from "../src/metadata/index.ts";
import { batchStatus } from "../src/run/status.ts";
import { createProject, manifestOf, price, temporaryFolder } from "./project.ts";

const many = manifestOf(Array.from({ length: 40 }, (_, at) => `image-${at}`));

/** A file system of its own, so small that it is soon full. Undefined where this user may not make one. */
async function smallDisk(size: string): Promise<{ folder: string; mount(flags: string): void } | undefined> {
  const folder = await temporaryFolder();
  const shell = (command: string) => execFileSync("/bin/sh", ["-c", command], { stdio: "ignore" });
  const mount = (options: string) => shell(`mount -t tmpfs -o ${options} tmpfs ${folder}`);
  try {
    mount(`size=${size}`);
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    shell(`umount ${folder}`);
  });
  return { folder, mount: (flags) => mount(`remount,${flags}`) };
}

type Ended = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly pid: number | undefined;
};

/** Runs a batch in a process of its own. `before`: shell commands that come first. */
function runChild(args: readonly string[], before = ""): Promise<Ended> {
  const child = fileURLToPath(new URL("./crash/child.ts", import.meta.url));
  const command = [process.execPath, "--conditions=@seedkit/source", child, ...args].map(
    (part) => `'${part}'`,
  );
  const started = spawn("/bin/sh", ["-c", `${before} exec ${command.join(" ")}`], {
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let out = "";
  let err = "";
  started.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  started.stderr.on("data", (chunk) => {
    err += String(chunk);
  });
  return new Promise((resolve) => {
    started.once("close", (code) => resolve({ code, out, err, pid: started.pid }));
  });
}

test("a truncated lock is told, nothing is sent, and nothing of it is written over", async () => {
  const project = await createProject(manifestOf(["a", "b"]));
  await project.run();
  const lock = join(project.folder, "seedkit.lock");
  const { length } = await readFile(lock);
  await truncate(lock, length - 40);
  const torn = await readFile(lock, "utf8");
  await expect(project.run()).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
  await expect(batchStatus(project.folder)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await readFile(lock, "utf8")).toBe(torn);
  expect(project.posts()).toHaveLength(2);
});

test("a ledger with a broken line in its middle is told by file and line, and nothing is sent", async () => {
  const project = await createProject(manifestOf(["a", "b"]));
  await project.run({ maxCost: price });
  const ledger = join(project.folder, ".seedkit", "ledger.jsonl");
  const lines = (await readFile(ledger, "utf8")).split("\n");
  lines[2] = lines[2]?.slice(0, -5) ?? "";
  await writeFile(ledger, lines.join("\n"));
  await expect(project.run()).rejects.toThrow("ledger.jsonl:3:");
  expect(project.posts()).toHaveLength(1);
});

test("a torn last line is dropped and told, and what it stood for is not paid for again", async () => {
  const project = await createProject(manifestOf(["a", "b"]));
  await project.run({ maxCost: price });
  await appendFile(join(project.folder, ".seedkit", "ledger.jsonl"), '{"version":1,"type":"plan');
  const result = await project.run();
  expect(result.counts).toMatchObject({ generated: 1, reused: 1 });
  expect(project.events).toContainEqual(expect.objectContaining({ type: "torn" }));
});

test("two processes on one ledger: the second is refused by name, and each image is made once", async () => {
  const emulator = await createEmulator({ port: 0, pixels: "plain", latency: 200 });
  onTestFinished(() => emulator.close());
  const folder = await temporaryFolder();
  const file = join(folder, "seedkit.yaml");
  await writeFile(file, manifestOf(["a", "b", "c", "d"]));
  const run = () => runChild([file, emulator.url, "0"]);
  const ended = await Promise.all([run(), run(), run()]);
  const good = ended.filter(({ code }) => code === 0);
  expect(good.length).toBeGreaterThanOrEqual(1);
  const pids = good.map(({ pid }) => `process ${pid}`);
  for (const { err } of ended.filter(({ code }) => code !== 0)) {
    expect(pids.some((pid) => err.includes(pid))).toBe(true);
  }
  expect(emulator.journal.charged.count).toBe(4);
  expect((await readdir(join(folder, "images"))).length).toBe(4);
});

test("a full disk: what is paid for is counted and findable, nothing more is sent, and it goes on from there", async ({
  skip,
}) => {
  const disk = await smallDisk("200k");
  if (!disk) return skip("no file system can be mounted here");
  const project = await createProject(many);
  const manifest = join(disk.folder, "seedkit.yaml");
  await writeFile(manifest, many);
  const first = await project.run({ manifest, concurrency: 4 });
  expect(first.counts.generated).toBeGreaterThan(0);
  expect(first.counts.skipped).toBeGreaterThan(0);
  expect(first.stoppedBy).toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("disk is full"),
  });
  for (const path of first.jobs.flatMap(({ rescued = [] }) => rescued)) {
    expect((await readFile(path)).length).toBeGreaterThan(100);
  }
  const sent = project.posts().length;
  const { charged } = project.emulator.journal;
  expect(charged.micros).toBe(first.spent.micros + first.perhapsSpent.micros);
  expect(sent).toBe(charged.count);

  disk.mount("size=64m");
  const second = await project.run({ manifest, concurrency: 4, retryAmbiguous: false });
  expect(second.counts.skipped).toBe(0);
  // Nothing was sent twice: what was not known to be made is told.
  const { counts } = second;
  expect(counts.generated + counts.recovered + counts.reused + counts.ambiguous + counts.failed).toBe(40);
  expect(project.posts().length).toBe(40);
  expect(counts.ambiguous + counts.failed).toBeLessThanOrEqual(4);
});

test.skipIf(process.platform === "win32")(
  "a ledger that cannot grow: nothing more is sent, and what was sent is not sent again",
  async () => {
    const emulator = await createEmulator({ port: 0, pixels: "plain" });
    onTestFinished(() => emulator.close());
    const folder = await temporaryFolder();
    const file = join(folder, "seedkit.yaml");
    await writeFile(file, many);
    // 512 bytes each: an image is smaller, the ledger soon is not.
    const stopped = await runChild([file, emulator.url, "0", "queued", "4"], "ulimit -f 24;");
    expect(stopped).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(stopped.out).counts.skipped).toBeGreaterThan(10);
    const sent = emulator.journal.charged.count;
    expect(sent).toBeGreaterThan(2);
    const whole = await runChild([file, emulator.url, "0", "queued", "4"]);
    const { counts } = JSON.parse(whole.out);
    expect(counts).toMatchObject({ skipped: 0, pending: 0, failed: 0 });
    expect(emulator.journal.charged.count).toBe(sent + counts.generated);
    expect(emulator.journal.charged.count).toBeLessThanOrEqual(40);
    expect(counts.ambiguous).toBeLessThanOrEqual(4);
  },
);

const large = 3_000_000;
const padded = ["/v1/**", "/images/**"].map((path) => ({
  match: { path },
  fault: { kind: "oversize" as const, bytes: large },
}));

/** The paths of all files under a folder that are as large as the large images, or larger. */
async function largeFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return paths.filter((_, at) => (sizes[at] ?? 0) >= large);
}

test.each(["sync", "queued"])(
  "large images go to the disk and leave nothing else there: %s",
  async (transport) => {
    const emulator = await createEmulator({ port: 0, pixels: "plain", faults: padded });
    onTestFinished(() => emulator.close());
    const folder = await temporaryFolder();
    const file = join(folder, "seedkit.yaml");
    await writeFile(file, manifestOf(["a", "b"]));
    // What a run that was killed left.
    const incoming = join(folder, ".seedkit", "incoming");
    mkdirSync(incoming, { recursive: true });
    writeFileSync(join(incoming, `${"0a".repeat(12)}.tmp`), Buffer.alloc(large));
    const ended = await runChild([file, emulator.url, "0", transport]);
    expect(JSON.parse(ended.out).counts).toMatchObject({ generated: 2 });
    const { images } = parseLock(await readFile(join(folder, "seedkit.lock"), "utf8"));
    const files = Object.values(images).flatMap(({ calls }) => calls.flatMap((call) => call.files));
    const places = files.flatMap(({ path, original }) => [path, `.seedkit/originals/${original.sha256}.jpg`]);
    const wanted = [...new Set(places)].map((path) => join(folder, path)).sort();
    expect((await largeFiles(folder)).sort()).toEqual(wanted);
    expect(await readdir(incoming)).toEqual([]);
    for (const { path, sha256, bytes } of files) {
      const written = await readFile(join(folder, path));
      expect(createHash("sha256").update(written).digest("hex")).toBe(sha256);
      expect(written.length).toBe(bytes);
      expect(readProvenance(written)?.madeByAi).toBe(true);
    }
  },
);

test("a disk that a large image does not fit on loses none of it", async ({ skip }) => {
  const disk = await smallDisk("4m");
  if (!disk) return skip("no file system can be mounted here");
  const emulator = await createEmulator({ port: 0, pixels: "plain", faults: padded });
  onTestFinished(() => emulator.close());
  const file = join(disk.folder, "seedkit.yaml");
  await writeFile(file, manifestOf(["a", "b"]));
  // One at a time: the first fills the disk.
  const rescues = await temporaryFolder();
  const { out } = await runChild([file, emulator.url, "0", "sync", "1"], `TMPDIR='${rescues}'`);
  const { counts } = JSON.parse(out);
  expect(counts).toMatchObject({ generated: 0 });
  expect(counts.failed).toBe(emulator.journal.charged.count);
  const safe = [...(await largeFiles(disk.folder)), ...(await largeFiles(rescues))];
  expect(safe.length).toBeGreaterThanOrEqual(counts.failed);
});

test.skipIf(process.platform === "win32")(
  "a large image that can be written nowhere is fetched by the next run, at no cost",
  async () => {
    const emulator = await createEmulator({ port: 0, pixels: "plain", faults: padded });
    onTestFinished(() => emulator.close());
    const folder = await temporaryFolder();
    const file = join(folder, "seedkit.yaml");
    await writeFile(file, manifestOf(["a"]));
    // A megabyte a file: it breaks off while it comes.
    const stopped = await runChild([file, emulator.url, "0", "queued", "1"], "ulimit -f 2048;");
    expect(JSON.parse(stopped.out).counts).toMatchObject({ pending: 1 });
    expect(await readdir(join(folder, ".seedkit", "incoming"))).toEqual([]);
    const whole = await runChild([file, emulator.url, "0", "queued", "1"]);
    expect(JSON.parse(whole.out).counts).toMatchObject({ recovered: 1 });
    expect(emulator.journal.charged.count).toBe(1);
  },
);

test("a read-only project: told before anything is sent", async ({ skip }) => {
  const disk = await smallDisk("1m");
  if (!disk) return skip("no file system can be mounted here");
  const project = await createProject(manifestOf(["a"]));
  const manifest = join(disk.folder, "seedkit.yaml");
  await writeFile(manifest, manifestOf(["a"]));
  disk.mount("ro");
  await expect(project.run({ manifest })).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
  expect(project.posts()).toHaveLength(0);
});

test("a project whose state cannot be kept: told before anything is sent", async () => {
  const project = await createProject(manifestOf(["a"]));
  await writeFile(join(project.folder, ".seedkit"), "a file");
  await expect(project.run()).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
  expect(project.posts()).toHaveLength(0);
});

test("a folder that is taken away in the middle costs nothing but its images", async () => {
  const project = await createProject(manifestOf(["a", "b", "c"]));
  let begun = false;
  const result = await project.run({
    concurrency: 1,
    onEvent: ({ type }) => {
      if (type !== "done" || begun) return;
      begun = true;
      rmSync(join(project.folder, "images"), { recursive: true });
      writeFileSync(join(project.folder, "images"), "in the way");
      mkdirSync(join(project.folder, "elsewhere"));
    },
  });
  expect(result.counts).toMatchObject({ generated: 1, failed: 2 });
  expect(result.spent.micros).toBe(3 * price);
});
