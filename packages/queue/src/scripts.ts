import type { Redis } from "ioredis";

// A command that was sent again after a lost connection must not count twice: each script knows its own traces.

/**
 * Sets the price aside and notes that the post is about to leave, in one step, for the one worker that holds the
 * job. Answers ok, lost (another worker has it), stopped, or over (`over-for-now` while others may give money back).
 */
const begin = `
local job, lock, run = KEYS[1], KEYS[2], KEYS[3]
local token, records, price = ARGV[1], ARGV[2], tonumber(ARGV[3])
if redis.call("GET", lock) ~= token then return "lost" end
if redis.call("HEXISTS", job, "call") == 1 then
  if redis.call("HGET", job, "holder") == token then return "ok" end
  return "lost"
end
if redis.call("HEXISTS", run, "stop") == 1 then return "stopped" end
local books = redis.call("HMGET", run, "cap", "spent", "perhaps", "reserved")
local cap, reserved = tonumber(books[1] or 0), tonumber(books[4] or 0)
local gone = tonumber(books[2] or 0) + tonumber(books[3] or 0)
if gone + reserved + price > cap then
  if reserved > 0 then return "over-for-now" end
  return "over"
end
redis.call("HINCRBY", run, "reserved", price)
redis.call("HSET", job, "call", records, "holder", token, "price", price)
return "ok"`;

/** Notes where a call stands. What is known is noted, also by a worker that has lost the job meanwhile. */
const note = `
if redis.call("HEXISTS", KEYS[1], "call") == 0 or redis.call("HEXISTS", KEYS[1], "settled") == 1 then
  return "late"
end
redis.call("HSET", KEYS[1], "call", ARGV[1])
return "ok"`;

/** Notes how a call ended, and takes what it cost in place of what was set aside. Once. */
const settle = `
local job, run = KEYS[1], KEYS[2]
local records, spent, perhaps = ARGV[1], ARGV[2], ARGV[3]
if redis.call("HEXISTS", job, "call") == 0 then return "late" end
if redis.call("HSETNX", job, "settled", "1") == 0 then return "settled" end
redis.call("HSET", job, "call", records)
redis.call("HINCRBY", run, "reserved", -tonumber(redis.call("HGET", job, "price") or 0))
redis.call("HINCRBY", run, "spent", spent)
redis.call("HINCRBY", run, "perhaps", perhaps)
return "ok"`;

/**
 * The rate in its smooth form: requests leave one interval apart, by the clock of Redis. Answers how many ms are
 * to be waited before asking again; 0 lets one pass.
 */
const pass = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local found = redis.call("HMGET", KEYS[1], "next", "pause", "interval")
local at = math.max(tonumber(found[1] or 0), tonumber(found[2] or 0))
if at > now then
  redis.call("HINCRBY", KEYS[1], "waits", 1)
  return at - now
end
local interval = tonumber(found[3] or 0)
if interval > 0 then redis.call("HSET", KEYS[1], "next", now + interval) end
return 0`;

/** Nobody passes for so many ms. A shorter pause never shortens a longer one. */
const pause = `
local time = redis.call("TIME")
local until_ = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])
if until_ > tonumber(redis.call("HGET", KEYS[1], "pause") or 0) then
  redis.call("HSET", KEYS[1], "pause", until_)
end
return 0`;

/** The one process that hands out jobs says that it is still there. */
const renew = `
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])`;

const release = `
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0`;

const scripts = { begin, note, settle, pass, pause, renew, release } as const;
const keysOf: Readonly<Record<keyof typeof scripts, number>> = {
  begin: 3,
  note: 1,
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
