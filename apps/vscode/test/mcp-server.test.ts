import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { readHeader } from "@seedkit/core";
import { createEmulator, type EmulatorOptions } from "@seedkit/emulator";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { parseEntry } from "../src/core/history/parse-entry.ts";
import { parseRecord } from "../src/core/jobs/parse-record.ts";
import { serverLaunch } from "../src/tools/server-definition.ts";
import { vsix } from "./journey.ts";
import { unzip } from "./unzip.ts";

const key = "SG_server_0123456789abcdef";
const extension = mkdtempSync(join(tmpdir(), "mcp-extension-"));

beforeAll(() => {
  for (const [path, bytes] of unzip(readFileSync(vsix))) {
    if (!/^extension\/dist\/(mcp|wasm)\//.test(path)) continue;
    const file = join(extension, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return () => rmSync(extension, { recursive: true, force: true });
});

/** The server of the .vsix, started as the extension tells the editor to, and a client of the SDK. */
async function startServer(options: EmulatorOptions = {}, env: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), "mcp-server-"));
  const at = (name: string) => join(home, name);
  const [folder, records, rescue, history] = [at("work"), at("jobs"), at("rescue"), at("history")];
  mkdirSync(folder);
  const emulator = await createEmulator({ port: 0, pixels: "plain", apiKey: key, ...options });
  const launch = serverLaunch({
    runtime: process.execPath,
    script: join(extension, "extension/dist/mcp/server.js"),
    ...{ folder, records, rescue, history, version: "1.2.3", maxCost: 100_000 },
    baseUrl: emulator.url,
  });
  const set = Object.entries(launch.env).filter((entry): entry is [string, string] => entry[1] !== null);
  const transport = new StdioClientTransport({
    command: launch.command,
    args: [...launch.args],
    env: { ...Object.fromEntries(set), ...env },
    cwd: folder,
    stderr: "pipe",
  });
  let said = "";
  transport.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  onTestFinished(async () => {
    await client.close();
    await emulator.close();
    rmSync(home, { recursive: true, force: true });
  });
  const call = (name: string, given: Record<string, unknown>) => client.callTool({ name, arguments: given });
  return { client, call, emulator, folder, records, history, pid: () => transport.pid, said: () => said };
}

type Answer = Awaited<ReturnType<Client["callTool"]>>;
const textOf = ({ content }: Answer) =>
  content.flatMap((block) => (block.type === "text" ? block.text : [])).join("\n");

test("it lists the tools, and generates: a picture, a file, nothing left behind", async () => {
  const { client, call, emulator, folder, records, history, said } = await startServer(
    {},
    { SEGMIND_API_KEY: key },
  );
  const began = performance.now();
  const { tools } = await client.listTools();
  console.log(`tools/list: ${Math.round(performance.now() - began)} ms`);
  expect(tools.map(({ name }) => name)).toEqual([
    "seedkit_generate_image",
    "seedkit_edit_image",
    "seedkit_plan",
    "seedkit_models",
    "seedkit_credits",
  ]);
  const answer = await call("seedkit_generate_image", { prompt: "A fox", output: "art/" });
  expect(readHeader(readFileSync(join(folder, "art/a-fox.jpg")))).toMatchObject({ width: 2048 });
  expect(answer.content.map(({ type }) => type)).toEqual(["text", "image", "resource_link"]);
  expect(emulator.journal.charged.count).toBe(1);
  expect(readdirSync(records)).toEqual([]);
  // A window lists it among what it made itself.
  const [name = ""] = readdirSync(history);
  expect(parseEntry(readFileSync(join(history, name), "utf8"))).toMatchObject({
    ...{
      id: name.replace(/\.json$/, ""),
      prompt: "A fox",
      uri: `file://${folder}/art/a-fox.jpg`,
      width: 2048,
    },
    cost: { micros: 40_000 },
    request: { model: "seedream-4.5", input: { prompt: "A fox" }, references: [] },
  });
  expect(said()).not.toContain(key);
});

test("without a key it plans, and says where the key is set; the cap is the one it was given", async () => {
  const { call, emulator } = await startServer();
  expect(textOf(await call("seedkit_plan", { prompt: "A fox" }))).toContain("Price: $0.04");
  const answer = await call("seedkit_generate_image", { prompt: "A fox" });
  expect(textOf(answer)).toContain("Seedkit: Set API Key");
  expect(textOf(answer)).not.toContain("seedkit login");
  expect(emulator.journal.charged.count).toBe(0);
});

test("three images pass a cap of ten cents in vain", async () => {
  const { call, emulator } = await startServer({}, { SEGMIND_API_KEY: key });
  for (const prompt of ["one", "two"]) await call("seedkit_generate_image", { prompt });
  const refused = await call("seedkit_generate_image", { prompt: "three" });
  expect(textOf(refused)).toContain("$0.02 of this session's cap of $0.10 is left");
  expect(textOf(refused)).toContain("seedkit.tools.maxCost");
  expect(emulator.journal.charged.count).toBe(2);
});

test("a picture over 1 MiB comes as a smaller copy", async () => {
  const padded = { match: { path: "/images/**" }, fault: { kind: "oversize" as const, bytes: 1_200_000 } };
  const { call, folder } = await startServer({ faults: [padded] }, { SEGMIND_API_KEY: key });
  const answer = await call("seedkit_generate_image", { prompt: "A large fox" });
  const picture = answer.content.find(({ type }) => type === "image");
  if (picture?.type !== "image") throw new Error(textOf(answer));
  expect(readHeader(Buffer.from(picture.data, "base64"))).toEqual({
    ...{ mediaType: "image/jpeg", width: 1568, height: 1568 },
  });
  expect(textOf(answer)).toContain("smaller copy");
  expect(readFileSync(join(folder, "a-large-fox.jpg")).length).toBe(1_200_000);
});

test("what a server that was killed had ordered is left as a window leaves its jobs", async () => {
  const { call, emulator, folder, records, pid } = await startServer(
    { latency: 600_000 },
    { SEGMIND_API_KEY: key },
  );
  const lost = call("seedkit_generate_image", { prompt: "A heron" }).catch((error: unknown) => error);
  const files = () => (existsSync(records) ? readdirSync(records) : []);
  await expect.poll(() => files().filter((name) => name.endsWith(".json"))).toHaveLength(1);
  process.kill(pid() ?? 0, "SIGKILL");
  await lost;
  const [name = ""] = files().filter((each) => each.endsWith(".json"));
  const record = parseRecord(readFileSync(join(records, name), "utf8"));
  expect(record).toMatchObject({
    state: "submitted",
    request: { input: { prompt: "A heron" }, target: { kind: "folder", folder: `file://${folder}` } },
  });
  expect(record?.ticket?.baseUrl).toContain(new URL(emulator.url).host);
  expect(basename(name)).toMatch(/^mcp-.*~mcp-\w+\.json$/);
  expect(emulator.journal.charged.count).toBeLessThanOrEqual(1);
});
