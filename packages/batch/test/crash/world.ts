import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@seedkit/core";
import type { Emulator } from "@seedkit/emulator";
import { openLedger } from "../../src/ledger/index.ts";
import { parseLock } from "../../src/lock/parse-lock.ts";
import { temporaryFolder } from "../project.ts";

const child = fileURLToPath(new URL("./child.ts", import.meta.url));

export type Life = {
  readonly diedAt?: string;
  readonly steps?: number;
  readonly counts?: Record<string, number>;
};

/** Four entries and five calls, each of a prompt of its own length: that is how the journal tells them apart. */
const entries: Readonly<Record<string, { input: object; count?: number; output?: string }>> = {
  one: { input: { prompt: "1" } },
  two: { input: { prompt: "22" }, count: 2 },
  three: { input: { prompt: "333", sequential_image_generation: "auto", max_images: 2 } },
  four: { input: { prompt: "4444" }, output: "deep/er/{id}" },
};
export const calls = 5;
const model = "seedream-4";
const images = Object.fromEntries(
  Object.entries(entries).map(([id, { input, ...more }]) => [id, { ...input, ...more }]),
);
const manifest = JSON.stringify({ version: 1, defaults: { model, size: "1K" }, images });
/** Bytes of the body a call is sent with. */
const sizeOf = (input: object) =>
  JSON.stringify(createClient().prepare(model, { prompt: "", ...input, size: "1K" }).request.body).length;

/** A project with a service of its own, on which processes work until one of them gets to the end. */
export async function createWorld(
  emulator: Emulator,
  name: string,
  transport: "queued" | "sync",
  cache: string,
  isLarge = false,
) {
  const folder = await temporaryFolder();
  const file = join(folder, "seedkit.yaml");
  await writeFile(file, manifest);
  const scope = emulator.scope(name);
  // Large enough to go to the disk while they come.
  if (isLarge) {
    const fault = { kind: "oversize", bytes: 400_000 } as const;
    scope.addFaults(["/v1/**", "/images/**"].map((path) => ({ match: { path }, fault })));
  }
  return {
    folder,
    /** One process, which kills itself at the nth step; 0: it lives. */
    live: (dieAt: number, concurrency: number) =>
      live([file, scope.url, String(dieAt), transport, String(concurrency)], cache),
    /** Everything that must be true once a process got to the end. */
    async account() {
      const lock = parseLock(await readFile(join(folder, "seedkit.lock"), "utf8").catch(() => emptyLock));
      const files = Object.values(lock.images).flatMap((image) => image.calls.flatMap((call) => call.files));
      const damaged: string[] = [];
      for (const { path, sha256 } of files) {
        const bytes = await readFile(join(folder, path)).catch(() => Buffer.alloc(0));
        if (createHash("sha256").update(bytes).digest("hex") !== sha256) damaged.push(path);
      }
      const ledger = await openLedger(join(folder, ".seedkit", "ledger.jsonl"), { readOnly: true });
      const ambiguous = [...ledger.state.jobs.values()].filter(({ last }) => last.type === "ambiguous");
      const { requests, charged } = scope.journal;
      const posts = requests.filter(({ method, path }) => method === "POST" && /^\/v[12]\//.test(path));
      const accounts = Object.entries(entries).map(([id, { count = 1, input }]) => {
        const made = lock.images[id]?.calls.length ?? 0;
        const unsure = ambiguous.filter((state) => state.id === id).length;
        const sent = posts.filter(({ bodyBytes }) => bodyBytes === sizeOf(input)).length;
        return { id, ok: made + unsure === count && sent >= made && sent <= made + unsure };
      });
      return {
        made: Object.values(lock.images).reduce((sum, image) => sum + image.calls.length, 0),
        damaged,
        /** Images that are not whole. */
        torn: await readdir(join(folder, ".seedkit", "incoming")).catch(() => []),
        /** Images in the project that the lock does not know. */
        strangers: (await imagesIn(folder)).filter((path) => !files.some((known) => known.path === path)),
        ambiguous: ambiguous.length,
        left: ledger.state.jobs.size - ambiguous.length,
        charged: charged.count,
        posts: posts.length,
        /** Entries of which a call was lost, or sent more than once. */
        wrong: accounts.filter(({ ok }) => !ok).map(({ id }) => id),
      };
    },
  };
}

const emptyLock = '{"version":1,"keyVersion":1,"images":{}}';

async function imagesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith(".jpg") && !name.startsWith(".seedkit"));
}

function live(args: readonly string[], cache: string): Promise<Life> {
  const started = spawn(process.execPath, ["--conditions=@seedkit/source", child, ...args], {
    env: { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: cache },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  started.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  started.stderr.on("data", (chunk) => {
    err += String(chunk);
  });
  return new Promise((resolve, reject) => {
    started.once("error", reject);
    started.once("close", (code, signal) => {
      if (code !== 0 && signal !== "SIGKILL") reject(new Error(`The child ended with ${code}: ${err}`));
      else resolve(JSON.parse(out.trim().split("\n").at(-1) || "{}") as Life);
    });
  });
}
