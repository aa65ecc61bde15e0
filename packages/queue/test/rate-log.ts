import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { RedisServer } from "./redis.ts";

/**
 * When posts were let go, in ms by the clock of Redis, and how often a job waited for its turn: read from what Redis
 * has written to its disk. When a post arrives tells less: what the network and a busy machine hold up comes in heaps.
 */
export async function departures(
  { folder }: RedisServer,
  prefix: string,
  perSecond: number,
): Promise<{ left: number[]; waits: number }> {
  if (folder === undefined) throw new Error("REDIS_URL is not ours: its files cannot be read");
  const logs = join(folder, "appendonlydir");
  const intervalMs = Math.ceil(1_000_000 / perSecond) / 1000;
  const rate = `{${prefix}}:rate\r\n`;
  const line = /left\r\n\$16\r\n(\d{16})\r\n/y;
  const left: number[] = [];
  let waits = 0;
  const read = (text: string): string => {
    let from = 0;
    for (let at = text.indexOf(rate); at >= 0; at = text.indexOf(rate, from)) {
      // Enough for the longest of what follows.
      if (at + rate.length + 100 > text.length) return text.slice(at);
      from = at + rate.length;
      const field = text.indexOf("\r\n", from) + 2;
      line.lastIndex = field;
      const micros = line.exec(text)?.[1];
      if (micros !== undefined) left.push(Number(micros) / 1000 - intervalMs);
      else if (text.startsWith("waits\r\n", field)) waits++;
    }
    return text.slice(Math.max(from, text.length - rate.length));
  };
  for (const name of (await readdir(logs)).filter((one) => one.endsWith(".aof"))) {
    let rest = "";
    for await (const chunk of createReadStream(join(logs, name), "latin1")) rest = read(rest + chunk);
    read(rest + " ".repeat(200));
  }
  return { left, waits };
}
