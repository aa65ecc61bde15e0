import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { inspect } from "node:util";
import { type ClientEvent, createClient } from "@seedkit/core";
import type { FaultRule } from "@seedkit/emulator";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { start } from "./child.ts";
import { createWorld } from "./world.ts";

const secret = "sk-Zq7+vW/9dK-QpXr3tLm8sYb2";
const base64 = [0, 1, 2].map((shift) => {
  const encoded = Buffer.from("\0".repeat(shift) + secret).toString("base64");
  // Less the characters that what stands beside it would change.
  return encoded.replace(/=+$/, "").slice(shift === 0 ? 0 : shift + 1, -1);
});
const forms = [secret, encodeURIComponent(secret), ...base64];

/** The places where a text holds the key, raw or in base64. */
const leaksIn = (text: string) => forms.filter((form) => text.includes(form));

// A service that hands back what it was sent, in every place it can.
const echoed = `Bad key ${secret} (${Buffer.from(secret).toString("base64")}) ${Buffer.from(`{"key":"${secret}"}`).toString("base64")}`;
const headers = { "x-request-id": "request-1" };
const echoes: readonly FaultRule["fault"][] = [
  ...[400, 401, 403, 404, 406, 418, 500, 502, 504].map((status) => ({
    kind: "status" as const,
    status,
    headers,
    body: { error: echoed },
  })),
  { kind: "status", status: 400, body: `<html><body>${echoed}</body></html>` },
  {
    kind: "status",
    status: 302,
    headers: { location: `https://elsewhere.example/?key=${encodeURIComponent(secret)}` },
  },
  { kind: "json-error-200", body: { error: { message: echoed } } },
  { kind: "status", status: 200, body: echoed },
  { kind: "reset-after-charge" },
  { kind: "truncate-body" },
];

/** Stands before the emulator and keeps every byte that comes, but for the one header the key belongs in. */
async function createRecorder(target: string) {
  const seen: string[] = [];
  const keys = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { "x-api-key": key, ...others } = request.headers as IncomingHttpHeaders;
    if (typeof key === "string") keys.add(key);
    seen.push(
      `${request.method} ${request.url} ${JSON.stringify(others)} ${Buffer.concat(chunks).toString("latin1")}`,
    );
    try {
      const answer = await fetch(target + request.url, {
        method: request.method ?? "GET",
        headers: {
          "content-type": "application/json",
          ...(typeof key === "string" ? { "x-api-key": key } : {}),
        },
        redirect: "manual",
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      const kept = [...answer.headers].filter(
        ([name]) => !/^(?:connection|transfer-encoding|content-length)$/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(kept)).end(body);
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return { url: `http://127.0.0.1:${address.port}`, seen, keys };
}

/** Every byte of every file below a folder. */
async function everyFile(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, "latin1")}`))).join(
    "\n",
  );
}

test("the key is in no byte of output, errors, events, request bodies, journal and files", async () => {
  const world = await createWorld();
  const recorder = await createRecorder(world.emulator.url);
  const env = { SEGMIND_API_KEY: secret, SEGMIND_BASE_URL: recorder.url };
  await writeFile(
    join(world.cwd, "red.png"),
    await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
  );
  const outputs: string[] = [];
  const run = async (...words: string[]) => {
    const { stdout, stderr } = await start(world, words, env).ended;
    outputs.push(stdout, stderr);
  };
  await run("generate", "fox", "--json", "--image-input", "red.png", "-o", "pictures/");
  await run("generate", "fox", "--transport", "queued", "-o", "queued/");
  await run("upload", "red.png");
  await run("credits");
  await run("plan", "fox", "--json");
  for (const [index, fault] of echoes.entries()) {
    world.emulator.addFaults([{ fault, times: index % 2 === 0 ? 1 : 2 }]);
    await run(
      "generate",
      "fox",
      "-o",
      `f${index}/`,
      ...(index % 2 === 0 ? ["--json"] : ["--transport", "queued"]),
    );
  }
  world.emulator.addFaults([
    { match: { path: "/v1/get-user-credits" }, fault: { kind: "status", status: 401, body: echoed } },
  ]);
  await run("credits", "--json");
  await run("recover", "--list");

  const told: string[] = [];
  const onEvent = (event: ClientEvent) => told.push(JSON.stringify(event), inspect(event, { depth: 20 }));
  for (const transport of ["sync", "queued"] as const) {
    for (const fault of echoes) {
      world.emulator.addFaults([{ fault, times: 1 }]);
      const client = createClient({
        apiKey: secret,
        baseUrl: recorder.url,
        transport,
        onEvent,
        retry: { baseMs: 1, maxMs: 1 },
      });
      await client.generate("seedream-4", { prompt: "fox" }).then(
        (generation) => told.push(JSON.stringify({ ...generation, images: generation.images.length })),
        (error: Error) =>
          told.push(
            JSON.stringify(error),
            String(error),
            error.stack ?? "",
            inspect(error, { depth: 20, showHidden: true }),
          ),
      );
    }
  }
  // fetch itself quotes a header it refuses.
  const quoting = createClient({
    apiKey: secret,
    baseUrl: recorder.url,
    retry: { attempts: 1 },
    fetch: () => Promise.reject(new TypeError(`Invalid header ${secret}`)),
  });
  await quoting.credits().catch((error: Error) => told.push(inspect(error, { depth: 20, showHidden: true })));

  expect([...recorder.keys]).toEqual([secret]);
  expect(recorder.seen.length).toBeGreaterThan(40);
  expect(leaksIn(recorder.seen.join("\n"))).toEqual([]);
  expect(leaksIn(outputs.join("\n"))).toEqual([]);
  expect(leaksIn(told.join("\n"))).toEqual([]);
  expect(leaksIn(JSON.stringify(world.emulator.journal))).toEqual([]);
  expect(leaksIn(await everyFile(join(world.cwd, "..")))).toEqual([]);
  // The test can fail: the search finds the key where it is.
  expect(leaksIn(`{"x":"${Buffer.from(`a${secret}b`).toString("base64")}"}`)).not.toEqual([]);
}, 60_000);
