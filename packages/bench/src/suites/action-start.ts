import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Suite } from "../section.ts";
import { median, rotate } from "../statistics.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const action = fileURLToPath(new URL("../../../../apps/action/dist/main.mjs", import.meta.url));
const most = 300;

// What an action of GitHub's toolkit does before its first request: inputs, a mask, a line in the log.
const toolkit = `import { getInput, info, setSecret } from "@actions/core";
setSecret(getInput("api-key"));
info("to " + getInput("base-url"));
await fetch(getInput("base-url"), { method: "POST", body: "{}" });`;
const bare = `await fetch(process.env["INPUT_BASE-URL"], { method: "POST", body: "{}" });`;

/** How long a step of a workflow takes from the start of its process to its first request. */
export const actionStart: Suite = {
  id: "action-start",
  async run({ quick }) {
    const folder = await mkdtemp(join(tmpdir(), "seedkit-bench-"));
    const door = await openDoor();
    try {
      const starters = [
        { title: "fetch in a script of one line", file: await script(folder, "bare.mjs", bare) },
        { title: "@actions/core and fetch, bundled", file: await bundled(folder) },
        { title: "the action: inputs checked, manifest planned, ledger and lock opened", file: action },
      ];
      const rounds = quick ? 5 : 21;
      const times = new Map<string, number[]>(starters.map(({ title }) => [title, []]));
      for (let round = 0; round < rounds; round++) {
        for (const { title, file } of rotate(starters, round)) {
          times.get(title)?.push(await firstRequest(file, folder, door));
        }
      }
      return {
        title: "Start of the GitHub Action",
        method: `From the start of the process to the moment its first request is at the server, ${rounds} rounds that take turns, median and slowest; files in the system's cache. The promise is ${most} ms.`,
        tables: [
          {
            columns: ["", "median, ms", "slowest, ms"],
            rows: starters.map(({ title }) => {
              const list = times.get(title) ?? [];
              return [title, median(list).toFixed(0), Math.max(...list).toFixed(0)];
            }),
          },
        ],
        measures: [],
      };
    } finally {
      door.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Door = { readonly url: string; knock(): Promise<number>; close(): void };

/** A server that tells when it is asked first. It answers with an error, so that nothing follows. */
async function openDoor(): Promise<Door> {
  let heard = (_: number) => {};
  const server = createServer((_, response) => {
    heard(performance.now());
    response.writeHead(400, { "content-type": "application/json" }).end('{"error":"closed"}');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    knock: () => new Promise((resolve) => (heard = resolve)),
    close: () => void server.close(),
  };
}

async function firstRequest(file: string, folder: string, door: Door): Promise<number> {
  const workspace = await mkdtemp(join(folder, "workspace-"));
  await mkdir(join(workspace, "images"));
  const knocked = door.knock();
  const start = performance.now();
  const child = spawn(process.execPath, [file], {
    cwd: workspace,
    stdio: "ignore",
    env: {
      PATH: process.env.PATH,
      GITHUB_WORKSPACE: workspace,
      INPUT_PROMPT: "A red kite over wheat",
      "INPUT_MAX-COST": "0.50",
      "INPUT_API-KEY": "bench-key-of-nobody",
      "INPUT_BASE-URL": door.url,
    },
  });
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  const failed = ended.then(() => {
    throw new Error(`${file} ended without a request`);
  });
  failed.catch(() => {});
  const ms = (await Promise.race([knocked, failed])) - start;
  await ended;
  return ms;
}

async function script(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

async function bundled(folder: string): Promise<string> {
  const outfile = join(folder, "toolkit.mjs");
  await build({
    stdin: { contents: toolkit, resolveDir: here },
    bundle: true,
    format: "esm",
    platform: "node",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    outfile,
  });
  return outfile;
}
