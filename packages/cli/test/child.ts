import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Ran, World } from "./world.ts";

const bin = fileURLToPath(new URL("../bin/seedkit.js", import.meta.url));

/** The built program as a process of its own. */
export function start(world: World, words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  if (!existsSync(new URL("../dist/bin.js", import.meta.url))) throw new Error("Build first: pnpm build");
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: world.cwd,
    env: { ...world.childEnv(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end();
  let stdout = "";
  let stderr = "";
  const watchers = new Set<() => void>();
  const tell = () => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.on("data", (data) => {
    stdout += data;
    tell();
  });
  child.stderr.on("data", (data) => {
    stderr += data;
    tell();
  });
  const ended = new Promise<Ran & { signal: string | null }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code: code ?? -1, signal, stdout, stderr }));
  });
  return {
    child,
    ended,
    stdout: () => stdout,
    /** Resolves when the output holds a text. */
    says(text: string): Promise<void> {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (stdout.includes(text) || stderr.includes(text)) {
            watchers.delete(look);
            resolve();
          }
        };
        watchers.add(look);
        ended.then(() => reject(new Error(`It ended before it said "${text}": ${stdout}${stderr}`)));
        look();
      });
    },
  };
}
