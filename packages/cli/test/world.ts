import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Clock } from "@seedkit/core";
import { createEmulator, type Emulator, type EmulatorOptions } from "@seedkit/emulator";
import { onTestFinished } from "vitest";
import type { Host, Output } from "../src/host.ts";
import { main } from "../src/main.ts";

export const key = "sk-test-0123456789abcdef";

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };
export type World = {
  /** A folder of its own, where commands run. */
  readonly cwd: string;
  readonly config: string;
  readonly state: string;
  readonly emulator: Emulator;
  /** Runs a command line in this process. */
  run(words: readonly string[], change?: Partial<RunOptions>): Promise<Ran>;
  /** Environment for a child process that lives in the same world. */
  childEnv(): NodeJS.ProcessEnv;
};

export type RunOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tty: boolean;
  readonly stdin: string;
  /** Somebody is at the terminal, and answers so; without it nobody is asked. */
  readonly answer: (question: string) => boolean;
  /** How much later than now it is, in ms. */
  readonly later: number;
  readonly clock: Clock;
  /** Called with what interrupts the command. */
  readonly onReady: (interrupt: () => void) => void;
};

/** A home, a working folder and an emulator on a port for one test. */
export async function createWorld(options: EmulatorOptions = {}): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), "seedkit-cli-"));
  const cwd = await mkdtemp(join(home, "work-"));
  const emulator = await createEmulator({ port: 0, pixels: "plain", ...options });
  onTestFinished(async () => {
    await emulator.close();
    await rm(home, { recursive: true, force: true });
  });
  // As XDG_CONFIG_HOME and XDG_STATE_HOME make them for a child.
  const [config, state] = [join(home, "config", "seedkit"), join(home, "state", "seedkit")];
  const shared = { SEGMIND_API_KEY: key, SEGMIND_BASE_URL: emulator.url };
  return {
    cwd,
    config,
    state,
    emulator,
    async run(words, change = {}) {
      const [out, err] = [capture(change.tty ?? false), capture(change.tty ?? false)];
      const listeners = new Set<(signal: "SIGINT") => void>();
      const host: Host = {
        stdout: out.stream,
        stderr: err.stream,
        stdin: Object.assign(Readable.from([change.stdin ?? ""]), { isTTY: change.answer !== undefined }),
        env: { ...shared, ...change.env },
        cwd,
        clock: change.clock ?? {
          now: () => Date.now() + (change.later ?? 0),
          after: (ms, callback) => after(ms, callback),
        },
        folders: async () => ({ config, state }),
        onInterrupt(listener) {
          listeners.add(listener);
          change.onReady?.(() => listener("SIGINT"));
          return () => listeners.delete(listener);
        },
        confirm: async (question) => change.answer?.(question) ?? false,
        exit: () => {},
      };
      const code = await main(words, host);
      return { code, stdout: out.text(), stderr: err.text() };
    },
    childEnv: () => ({
      ...process.env,
      ...shared,
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_STATE_HOME: join(home, "state"),
      NO_COLOR: "1",
      HTTP_PROXY: "",
      HTTPS_PROXY: "",
      http_proxy: "",
      https_proxy: "",
    }),
  };
}

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

function capture(isTTY: boolean): { stream: Output; text: () => string } {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  const stream = { isTTY, columns: 100, write };
  return { stream, text: () => text };
}

/** The one-line JSON error that ends stderr. */
export function lastError(ran: Ran): Record<string, unknown> {
  const line = ran.stderr.trimEnd().split("\n").at(-1) ?? "";
  return (JSON.parse(line) as { error: Record<string, unknown> }).error;
}
