import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { findNode } from "./places.ts";

/** Runs the machine's npm, with its own settings, under Node 24 in a folder; rejects with what it said. */
export function npm(args: string[], folder: string): Promise<void> {
  const node = findNode();
  const home = join(dirname(node), "..");
  // Headers beside the binary are those the addons have to be built with.
  const headers = existsSync(join(home, "include/node/node.h")) ? { npm_config_nodedir: home } : {};
  const run = spawn("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...headers, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  });
  let said = "";
  for (const stream of [run.stdout, run.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-20_000);
    });
  }
  return new Promise((resolve, reject) => {
    run.once("error", reject);
    run.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(" ")} ended with ${code} in ${folder}\n${said}`));
    });
  });
}
