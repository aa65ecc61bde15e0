import { execFile, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";
import { nodes } from "./nodes.ts";

const run = promisify(execFile);
const folder = inject("installed");
const seedkit = join(folder, "node_modules/seedkit/bin/seedkit.js");
const environment = { PATH: process.env.PATH, NO_COLOR: "1", HOME: folder, XDG_STATE_HOME: folder };

/** One name that has to be there, of each entry. */
const entries = {
  "@seedkit/core": "createClient",
  "@seedkit/core/client": "createClient",
  "@seedkit/core/limiter": "createLimiter",
  "@seedkit/core/upload": "createUploader",
  "@seedkit/core/variations": "variations",
  "@seedkit/core/size": "applySizeRule",
  "@seedkit/core/errors": "isSeedkitError",
  "@seedkit/core/node": "saveFile",
  "@seedkit/emulator": "createEmulator",
  "@seedkit/mcp": "startServer",
  "@seedkit/mcp/tools": "toolDescriptors",
  "@seedkit/batch/elsewhere": "performAway",
  "@seedkit/queue": "startWorker",
};

describe.each(nodes())("the packed packages on Node $version", ({ path, version }) => {
  test.each(Object.entries(entries))("import %s as an ES module", async (entry, name) => {
    const script = join(folder, `import-${version}-${name}.mjs`);
    await writeFile(script, `import { ${name} } from "${entry}"; console.log(typeof ${name});`);
    expect((await run(path, [script])).stdout.trim()).toBe("function");
  });

  test("seedkit --version prints the version of the package", async () => {
    const manifest = JSON.parse(await readFile(join(folder, "node_modules/seedkit/package.json"), "utf8"));
    const { stdout } = await run(path, [seedkit, "--version"], { env: environment });
    expect(stdout.trim()).toBe(manifest.version);
  });

  test("seedkit generate makes an image of the planned size with the emulator", async () => {
    const output = join(folder, `out-${version}`);
    const command = ["generate", "a red kite", "--emulator", "--json", "-o", `${output}/`];
    const { stdout } = await run(path, [seedkit, ...command], { env: environment, cwd: folder });
    const result = JSON.parse(stdout);
    const [image] = result.images;
    expect(image).toMatchObject({
      width: result.plan.width,
      height: result.plan.height,
      mediaType: "image/jpeg",
    });
    const bytes = await readFile(
      join(folder, image.file.startsWith("/") ? image.file.slice(folder.length) : image.file),
    );
    expect(bytes.length).toBe(image.bytes);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  test("seedkit mcp answers a client line by line, and with nothing else", async () => {
    const child = spawn(path, [seedkit, "mcp", "--emulator"], { env: environment, cwd: folder });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const ask = async (id: number, method: string, params: object) => {
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
      return JSON.parse(String((await lines.next()).value)).result;
    };
    const clientInfo = { name: "packed", version: "1.0.0" };
    const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
    expect(await ask(1, "initialize", hello)).toMatchObject({ serverInfo: { name: "seedkit" } });
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" })}\n`);
    expect((await ask(2, "tools/list", {})).tools).toHaveLength(5);
    const call = { name: "seedkit_plan", arguments: { prompt: "a red kite" } };
    expect((await ask(3, "tools/call", call)).content[0].text).toContain("Nothing was sent");
    child.stdin.end();
    expect((await lines.next()).done).toBe(true);
  });
});

test("the packed manifests name nothing of the workspace", async () => {
  for (const name of ["@seedkit/core", "@seedkit/emulator", "@seedkit/mcp", "@seedkit/queue", "seedkit"]) {
    const manifest = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
    expect(manifest).not.toMatch(/workspace:|catalog:|@seedkit\/source/);
  }
});
