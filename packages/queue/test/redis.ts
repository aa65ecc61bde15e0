import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";

export type RedisServer = {
  readonly url: string;
  /** Where its files are; undefined where it is not ours. */
  readonly folder?: string;
  /** Ends it without warning, and starts it on what it has on its disk. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** A Redis of its own: on a free port of the loopback, in a folder of its own, every write on the disk. */
export async function startRedis(settings: readonly string[] = [], password?: string): Promise<RedisServer> {
  // Everything in it has a prefix of its own.
  const given = process.env.REDIS_URL;
  if (given)
    return {
      url: given,
      restart: () => Promise.reject(new Error("REDIS_URL is not ours to restart")),
      close: async () => {},
    };
  const binary = ensureRedis();
  const folder = await mkdtemp(join(tmpdir(), "seedkit-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const more = password === undefined ? settings : [...settings, "--requirepass", password];
  let child = await start(binary, folder, port, more, password);
  return {
    url,
    folder,
    async restart() {
      await kill(child, "SIGKILL");
      child = await start(binary, folder, port, more, password);
    },
    async close() {
      // Nothing in it is wanted any more, and it may be busy writing.
      await kill(child, "SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(
  binary: string,
  folder: string,
  port: number,
  more: readonly string[],
  password: string | undefined,
): Promise<ChildProcess> {
  const settings = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder];
  const durable = ["--appendonly", "yes", "--appendfsync", "always", "--save", "", "--rdbcompression", "no"];
  // What it has written is read by the tests: it is never put shorter.
  durable.push("--auto-aof-rewrite-percentage", "0");
  const child = spawn(binary, [...settings, ...durable, ...more], { stdio: "ignore" });
  const redis = new Redis(port, "127.0.0.1", {
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
    ...(password !== undefined && { password }),
  });
  redis.on("error", () => {});
  try {
    // It answers PING while it still reads what it had, with an error that the client waits out.
    await redis.ping();
  } finally {
    redis.disconnect();
  }
  return child;
}

export function kill(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The path of a redis-server (Valkey works alike); Debian's is installed where that is possible. */
export function ensureRedis(): string {
  const found = onPath("redis-server") ?? onPath("valkey-server");
  if (found) return found;
  const why = "These tests need a redis-server: install one (`sudo apt-get install redis-server`)";
  if (process.platform !== "linux" || !onPath("apt-get") || process.getuid?.() !== 0) throw new Error(why);
  const apt = (...args: string[]) =>
    spawnSync("apt-get", ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300", ...args], {
      stdio: "ignore",
      // Not as a service: the tests start their own.
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    });
  apt("update");
  apt("install", "-y", "--no-install-recommends", "redis-server");
  const installed = onPath("redis-server");
  if (!installed) throw new Error(`${why}; apt-get could not`);
  return installed;
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...folders, "/usr/bin", "/usr/sbin"]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
