import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError, usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { painter } from "../terminal/colour.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit emulator
  $ seedkit emulator --latency real --credits 0.10 --rate 5
  $ SEGMIND_BASE_URL=http://127.0.0.1:4010 SEGMIND_API_KEY=any seedkit generate "a fox"

A file of faults is a list; each strikes requests that match:
  [{ "match": { "prompt": "fox" }, "fault": { "kind": "status", "status": 429, "retryAfter": 2 }, "times": 1 }]
Control and books: POST /__emulator/faults, GET /__emulator/journal, POST /__emulator/reset.
`;

type EmulatorFlags = {
  readonly port: string;
  readonly host: string;
  readonly apiKey?: string;
  readonly credits: string;
  readonly latency: string;
  readonly rate?: string;
  readonly faults?: string;
  readonly cors: string;
};

/** \`seedkit emulator\`: the API on a port, until Ctrl-C. */
export const emulator: Define = (command, host) => {
  command
    .option("--port <n>", "the port, 0 for any free one [default 4010]", "4010")
    .option("--host <address>", "the address to listen on [default 127.0.0.1]", "127.0.0.1")
    .option("--api-key <key>", "let in this key alone [default any key]")
    .option("--credits <dollars>", "the balance to begin with [default 100]", "100")
    .option("--latency <none|real|ms>", "how long a generation takes [default none]", "none")
    .option("--rate <n>", "requests a minute; more is 429 [default no limit]")
    .option("--faults <file>", "faults to begin with, as JSON")
    .option("--cors <any|none>", "whether browsers of any origin are let in [default any]", "any")
    .addHelpText("after", examples);
  command.action(async (flags: EmulatorFlags) => {
    const options = {
      port: numberFrom("--port", flags.port, 0, 65_535),
      host: flags.host,
      apiKey: flags.apiKey,
      credits: numberFrom("--credits", flags.credits, 0, 1_000_000_000),
      latency: latencyFrom(flags.latency),
      rate: flags.rate === undefined ? undefined : numberFrom("--rate", flags.rate, 1, 1_000_000),
      cors: corsFrom(flags.cors),
    };
    const { createEmulator, parseFaultRules } = await import("@seedkit/emulator");
    const faults =
      flags.faults === undefined ? undefined : await faultsFrom(host, flags.faults, parseFaultRules);
    const ended = untilInterrupted(host);
    const service = await createEmulator({ ...options, faults }).catch((error: unknown) => {
      throw notListening(error, options);
    });
    host.stdout.write(`Seedkit emulator ready on ${service.url}\n`);
    if (host.stderr.isTTY)
      host.stderr.write(painter(host, host.stderr)("dim", usage(service.url, flags.apiKey)));
    await ended;
    await service.close();
  });
};

function untilInterrupted(host: Host): Promise<void> {
  return new Promise((resolve) => {
    const stop = host.onInterrupt(() => {
      stop();
      resolve();
    });
  });
}

function usage(url: string, key: string | undefined): string {
  return `  SEGMIND_BASE_URL=${url} SEGMIND_API_KEY=${key ? "<your key>" : "any"} seedkit generate "a fox"\n  Ctrl-C ends it.\n`;
}

async function faultsFrom<T>(host: Host, file: string, parse: (given: unknown) => T): Promise<T> {
  let text: string;
  try {
    text = await readFile(resolve(host.cwd, file), "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw usageError(`--faults: ${file}: ${code === "ENOENT" ? "there is no such file" : message}`);
  }
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    const what = error instanceof SyntaxError ? `is not JSON: ${error.message}` : (error as Error).message;
    throw usageError(`--faults: ${file}: ${what}`, "`seedkit emulator --help` shows an example.");
  }
}

function numberFrom(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  const whole = flag === "--credits" || Number.isInteger(value);
  if (text.trim() !== "" && whole && value >= min && value <= max) return value;
  throw usageError(`${flag}: "${text}" is not allowed; allowed: ${min}-${max}`);
}

function latencyFrom(text: string): "none" | "real" | number {
  if (text === "none" || text === "real") return text;
  if (/^\d+$/.test(text)) return Number(text);
  throw usageError(`--latency: "${text}" is not allowed; allowed: none, real, or milliseconds`);
}

function corsFrom(text: string): "any" | "none" {
  if (text === "any" || text === "none") return text;
  throw usageError(`--cors: "${text}" is not allowed; allowed: any, none`);
}

function notListening(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    const hint = "Another emulator may be running. Choose another --port, or --port 0 for any free one.";
    return new CommandError("port_taken", `Port ${port} on ${host} is taken`, { hint, cause: error });
  }
  if (!code) return error;
  return new CommandError("not_listening", `Cannot listen on ${host} port ${port}: ${message}`, {
    cause: error,
  });
}
