import { ask } from "./border.ts";
import { guard } from "./events.ts";

type Callback = (...args: unknown[]) => unknown;
type Answer = { meta: Record<string, unknown>; body: Uint8Array };

const timers = new Map<number, { callback: Callback; args: unknown[]; repeat: boolean }>();
let lastTimer = 0;

const start =
  (repeat: boolean) =>
  (callback: Callback, ms?: number, ...args: unknown[]) => {
    lastTimer += 1;
    timers.set(lastTimer, { callback, args, repeat });
    ask("call", "host", "startTimer", [lastTimer, Number(ms) || 0, repeat]);
    return lastTimer;
  };
const stop = (id: number) => {
  if (timers.delete(id)) ask("call", "host", "stopTimer", [id]);
};

export function fireTimer(id: number): void {
  const timer = timers.get(id);
  if (!timer) return;
  if (!timer.repeat) timers.delete(id);
  guard(() => timer.callback(...timer.args));
}

const show = (value: unknown): string => {
  if (value instanceof Error) return `${value.name}: ${value.message}\n${value.stack ?? ""}`;
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "[object]";
  }
};

// UTF-8 by hand: QuickJS has no TextDecoder.
const decodeText = (bytes: Uint8Array): string => ask("call", "host", "decodeText", [bytes]) as string;

async function fetchInMain(url: unknown, init: Record<string, unknown> = {}): Promise<unknown> {
  if ("signal" in init)
    throw new TypeError("figma's fetch has no signal: call the API from the UI to cancel");
  const { meta, body } = (await ask("call", "host", "fetch", [String(url), init])) as Answer;
  const text = async () => decodeText(body);
  return {
    ...meta,
    arrayBuffer: async () => body.slice().buffer,
    text,
    json: async () => JSON.parse(await text()),
  };
}

/** What Figma adds to bare QuickJS beside `figma`. */
export function installGlobals(
  target: Record<string, unknown>,
  html: string,
  uiFiles: Record<string, string>,
): void {
  const log =
    (level: string) =>
    (...args: unknown[]) => {
      ask("call", "host", "log", [level, args.map(show).join(" ")]);
    };
  const levels = ["log", "info", "warn", "error", "assert", "clear"];
  Object.assign(target, {
    console: Object.fromEntries(levels.map((level) => [level, log(level)])),
    setTimeout: start(false),
    setInterval: start(true),
    clearTimeout: stop,
    clearInterval: stop,
    fetch: fetchInMain,
    __html__: html,
    __uiFiles__: uiFiles,
  });
}
