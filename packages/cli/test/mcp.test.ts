import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readHeader } from "@seedkit/core";
import { expect, test } from "vitest";
import { start } from "./child.ts";
import { connectMcp, eras, textOf } from "./mcp-client.ts";
import { createWorld, key } from "./world.ts";

test.each(eras)("every tool over stdio, to a client of the %s era", async (era) => {
  const world = await createWorld({ latency: 50 });
  const { client, call, errors, stderr } = await connectMcp(world, { era });
  expect(client.getProtocolEra()).toBe(era);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    "seedkit_generate_image",
    "seedkit_edit_image",
    "seedkit_plan",
    "seedkit_models",
    "seedkit_credits",
  ]);
  expect(textOf(await call("seedkit_plan", { prompt: "A fox" }))).toContain("Nothing was sent");
  expect(textOf(await call("seedkit_models"))).toContain("aspect_ratio");
  const phases: string[] = [];
  const made = await client.callTool(
    { name: "seedkit_generate_image", arguments: { prompt: "A fox, at dawn" } },
    { onprogress: ({ message = "" }) => phases.push(message) },
  );
  const [image] = made.content.filter((block) => block.type === "image");
  const file = await readFile(join(world.cwd, "a-fox-at-dawn.jpg"));
  expect(image?.data).toBe(file.toString("base64"));
  expect(phases.join()).toMatch(/In the queue|Drawing/);
  const edited = await call("seedkit_edit_image", { prompt: "At night", image_input: ["a-fox-at-dawn.jpg"] });
  expect(edited.isError).toBeUndefined();
  expect((await readdir(world.cwd)).sort()).toEqual(["a-fox-at-dawn.jpg", "at-night.jpg"]);
  expect((await call("seedkit_credits")).structuredContent).toMatchObject({
    credits: expect.closeTo(99.92),
    sessionSpent: { micros: 80_000 },
  });
  expect(world.emulator.journal.charged.count).toBe(2);
  // Saved: nothing waits to be recovered.
  expect(await readdir(join(world.state, "pending"))).toEqual([]);
  expect([errors, stderr()]).toEqual([[], ""]);
});

test("a picture over 1 MiB comes as a smaller JPEG, the file as it is", async () => {
  const fault = { kind: "oversize" as const, bytes: 1_300_000 };
  const world = await createWorld({ faults: [{ match: { path: "/images/**" }, fault }] });
  const { call } = await connectMcp(world);
  const made = await call("seedkit_generate_image", { prompt: "A fox" });
  const [image] = made.content.filter((block) => block.type === "image");
  expect((await readFile(join(world.cwd, "a-fox.jpg"))).length).toBe(1_300_000);
  expect(textOf(made)).toContain("smaller copy");
  const small = readHeader(Buffer.from(image?.data ?? "", "base64"));
  expect(small).toEqual({ mediaType: "image/jpeg", width: 1568, height: 1568 });
});

test("a server that is killed loses nothing that was paid: recover fetches it", async () => {
  const world = await createWorld({ latency: 1500 });
  const { client, pid } = await connectMcp(world);
  const given = { prompt: "A fox", output: "art/fox.jpg" };
  const lost = expect(
    client.callTool({ name: "seedkit_generate_image", arguments: given }),
  ).rejects.toThrow();
  await expect.poll(() => readdir(join(world.state, "pending")).catch(() => [])).toHaveLength(1);
  process.kill(pid(), "SIGKILL");
  await lost;
  const listed = await world.run(["recover", "--list"]);
  const ran = await world.run(["recover", listed.stdout.trim()]);
  expect(ran.stdout).toBe("art/fox.jpg\n");
  expect(world.emulator.journal.charged.count).toBe(1);
});

test.each(eras)(
  "a call that is cancelled, beside one that is not, with a client of the %s era",
  async (era) => {
    const world = await createWorld({ latency: 1200 });
    const { client, call, stderr } = await connectMcp(world, { era });
    const controller = new AbortController();
    const fox = { name: "seedkit_generate_image", arguments: { prompt: "A fox" } };
    const cancelled = expect(client.callTool(fox, { signal: controller.signal })).rejects.toThrow();
    const kept = call("seedkit_generate_image", { prompt: "A wolf" });
    await expect.poll(() => readdir(join(world.state, "pending")).catch(() => [])).toHaveLength(2);
    controller.abort();
    await cancelled;
    expect((await kept).isError).toBeUndefined();
    expect(stderr()).toMatch(/aborted: .*\(charged: maybe\), request /);
    expect(textOf(await kept)).toMatch(/cancelled may have cost up to \$0\.04/);
    expect(textOf(await call(fox.name, fox.arguments))).toContain("nothing was paid again");
    expect((await readdir(world.cwd)).sort()).toEqual(["a-fox.jpg", "a-wolf.jpg"]);
    expect(world.emulator.journal.charged.count).toBe(2);
  },
);

test("a client that goes away ends the server; what was submitted stays noted", async () => {
  const world = await createWorld({ latency: 60_000 });
  const { client, pid } = await connectMcp(world);
  const lost = expect(
    client.callTool({ name: "seedkit_generate_image", arguments: { prompt: "A fox" } }),
  ).rejects.toThrow();
  await expect.poll(() => readdir(join(world.state, "pending")).catch(() => [])).toHaveLength(1);
  const child = pid();
  await client.close();
  await lost;
  await expect.poll(() => isRunning(child)).toBe(false);
  expect((await world.run(["recover", "--list"])).stdout).not.toBe("");
});

test("the cap and the folder are those of the command line", async () => {
  const world = await createWorld();
  await mkdir(join(world.cwd, "images"));
  const { call } = await connectMcp(world, { words: ["--max-cost", "$0.05", "--folder", "images"] });
  expect((await call("seedkit_generate_image", { prompt: "One" })).isError).toBeUndefined();
  const refused = await call("seedkit_generate_image", { prompt: "Two" });
  expect(textOf(refused)).toContain("$0.01 of this session's cap of $0.05 is left");
  expect(textOf(await call("seedkit_plan", { prompt: "x", output: "../x.jpg" }))).toContain("lies outside");
  expect(await readdir(join(world.cwd, "images"))).toEqual(["one.jpg"]);
});

test("without a key it plans, says how to get one, and takes a login that comes later", async () => {
  const world = await createWorld();
  const { call } = await connectMcp(world, { env: { SEGMIND_API_KEY: "" } });
  expect((await call("seedkit_plan", { prompt: "A fox" })).isError).toBeUndefined();
  const refused = await call("seedkit_generate_image", { prompt: "A fox" });
  expect(refused.structuredContent).toMatchObject({ error: { code: "unauthenticated", charged: "no" } });
  expect(textOf(refused)).toContain("seedkit login");
  const login = await world.run(["login"], { stdin: `${key}\n`, env: { SEGMIND_API_KEY: "" } });
  expect(login.code).toBe(0);
  expect((await call("seedkit_generate_image", { prompt: "A fox" })).isError).toBeUndefined();
});

test("the emulator needs no key, and its price is play money", async () => {
  const world = await createWorld();
  const env = { SEGMIND_API_KEY: "", SEGMIND_BASE_URL: "http://127.0.0.1:9" };
  const { call } = await connectMcp(world, { words: ["--emulator"], env });
  expect(textOf(await call("seedkit_generate_image", { prompt: "A fox" }))).toContain("nothing was paid");
  expect(world.emulator.journal.requests).toEqual([]);
});

test("the key is nowhere in what it says, also where the service says it back", async () => {
  const body = { error: `Bad key ${key} (${Buffer.from(key).toString("base64")})` };
  const statuses = [400, 401, 403, 406, 418, 504];
  const faults = statuses.map((status) => ({ fault: { kind: "status" as const, status, body }, times: 1 }));
  const world = await createWorld({ faults });
  const { call, stderr } = await connectMcp(world);
  const told: string[] = [];
  for (const status of statuses) {
    const answer = await call("seedkit_generate_image", { prompt: `A fox ${status}` });
    expect(answer.isError, String(status)).toBe(true);
    told.push(JSON.stringify(answer));
  }
  const all = `${told.join()}${stderr()}`;
  expect(all).not.toContain(key);
  expect(all).not.toContain(Buffer.from(key).toString("base64").replace(/=+$/, "").slice(0, -1));
  expect(stderr()).toMatch(/seedkit mcp: .*\(charged: maybe\)/);
});

test.each([
  [["--folder", "missing"], /missing is no folder/],
  [["--folder", "/"], /whole file system/],
  [["--max-cost", "much"], /not an amount/],
  [["--concurrency", "0"], /--concurrency/],
  [["--emulator", "--base-url", "http://127.0.0.1:9"], /exclude each other/],
])("refuses %j", async (words, says) => {
  const world = await createWorld();
  const ran = await world.run(["mcp", ...words]);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(says);
  expect(ran.stdout).toBe("");
});

test("ends by itself where nobody speaks to it", async () => {
  const world = await createWorld();
  const ran = await start(world, ["mcp"]).ended;
  expect([ran.code, ran.stdout]).toEqual([0, ""]);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
