import type { Redis } from "ioredis";
import { scripts } from "./lua.ts";

const keysOf: Readonly<Record<keyof typeof scripts, number>> = {
  adopt: 2,
  begin: 3,
  leave: 3,
  back: 1,
  note: 2,
  settle: 2,
  pass: 1,
  pause: 1,
  renew: 1,
  release: 1,
};

/** Runs one of the scripts: each is one atomic step. */
export function runScript(
  redis: Redis,
  name: keyof typeof scripts,
  ...given: (string | number)[]
): Promise<unknown> {
  const command = `seedkit_${name}`;
  const defined = redis as unknown as Record<string, (...given: (string | number)[]) => Promise<unknown>>;
  if (!defined[command]) redis.defineCommand(command, { numberOfKeys: keysOf[name], lua: scripts[name] });
  const run = defined[command] as (...given: (string | number)[]) => Promise<unknown>;
  return run.apply(redis, given);
}
