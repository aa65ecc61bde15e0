// The pnpm that package.json names, started by npx: the only tool a machine has to bring is npm.
// As a command it passes its arguments on: `node scripts/pnpm.mjs install`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const onWindows = process.platform === "win32";

/** Runs pnpm in the repository and returns its exit code. Nothing waits for a terminal: stdin is closed. */
export function pnpm(args, { env = {} } = {}) {
  const run = spawnSync("npx", ["--yes", packageManager, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: onWindows,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...env },
  });
  if (run.error?.code === "ENOENT") stop("npx was not found. It comes with npm: install npm beside Node.");
  return run.status ?? 1;
}

/** Runs pnpm, and ends the process with a sentence where it fails. */
export function pnpmOrStop(args, sentence) {
  const status = pnpm(args);
  if (status !== 0) stop(`${sentence} (exit code ${status})`);
}

export function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(pnpm(process.argv.slice(2)));
