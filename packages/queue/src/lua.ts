// A command that was sent again after a lost connection must not count twice: each script knows its own traces.
//
// A job's hash, beside what BullMQ keeps there: `call` (its lines of the ledger), `holder` (the lock under which it was
// taken up last), `price` (set aside for it), `posting` (when a post left that is not known to have been refused),
// `settled` (who said how it ended).

/** Takes a job up for the one worker that holds it, and answers how it stands: ok or lost, its lines, its post. */
const adopt = `
local job, lock, token = KEYS[1], KEYS[2], ARGV[1]
if redis.call("GET", lock) ~= token then return {"lost"} end
local stands = redis.call("HMGET", job, "call", "posting")
if not stands[1] then return {"ok"} end
redis.call("HSET", job, "holder", token)
return {"ok", stands[1], stands[2] or ""}`;

/**
 * Sets the price aside and notes that a post will leave, in one step. Answers ok, lost (another worker has it),
 * stopped, or over (`over-for-now` while others may give money back). A job whose worker died before its post left is
 * begun again with the money that is set aside already.
 */
const begin = `
local job, lock, run = KEYS[1], KEYS[2], KEYS[3]
local token, records, price = ARGV[1], ARGV[2], tonumber(ARGV[3])
if redis.call("GET", lock) ~= token then return "lost" end
local isStopped = redis.call("HEXISTS", run, "stop") == 1
if redis.call("HEXISTS", job, "call") == 1 then
  if redis.call("HGET", job, "holder") ~= token or redis.call("HEXISTS", job, "posting") == 1 then
    return "lost"
  end
  if isStopped then
    redis.call("HINCRBY", run, "reserved", -tonumber(redis.call("HGET", job, "price")))
    redis.call("HDEL", job, "call", "holder", "price")
    return "stopped"
  end
  redis.call("HSET", job, "call", records)
  return "ok"
end
if isStopped then return "stopped" end
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

// Microseconds: of two that leave within one rounded millisecond more, one too many would fit into a second.
const now = `
local time = redis.call("TIME")
local now = time[1] * 1000000 + time[2]`;

/**
 * Lets the post of a job leave: notes that it is out, one interval after the post before it. Answers the ms to be
 * waited before asking again, 0 when it leaves, or -1 where another worker has the job.
 */
const leave = `
local rate, job, lock, token = KEYS[1], KEYS[2], KEYS[3], ARGV[1]
if redis.call("GET", lock) ~= token or redis.call("HGET", job, "holder") ~= token then return -1 end
${now}
local found = redis.call("HMGET", rate, "left", "pause", "interval")
local at = math.max(tonumber(found[1] or 0), tonumber(found[2] or 0))
if at > now then return math.ceil((at - now) / 1000) end
local interval = tonumber(found[3] or 0)
if interval > 0 then redis.call("HSET", rate, "left", string.format("%.0f", now + interval)) end
redis.call("HSET", job, "posting", string.format("%.0f", now))
return 0`;

/** The service refused the post, at no cost: nothing is out while the next try is waited for. */
const back = `
if redis.call("HGET", KEYS[1], "holder") == ARGV[1] and redis.call("HEXISTS", KEYS[1], "settled") == 0 then
  return redis.call("HDEL", KEYS[1], "posting")
end
return 0`;

/**
 * Notes where a call stands. What is known is noted, also by a worker that has lost the job meanwhile; where another
 * has said already how it ended, it is kept for the coordinator.
 */
const note = `
if redis.call("HEXISTS", KEYS[1], "call") == 0 or redis.call("HEXISTS", KEYS[1], "settled") == 1 then
  redis.call("RPUSH", KEYS[2], ARGV[2])
  return "late"
end
redis.call("HSET", KEYS[1], "call", ARGV[1])
return "ok"`;

/**
 * Notes how a call ended, and takes what it cost in place of what was set aside. Once. What is not certain only its
 * holder may say (`lost`), and only of what he knows (`moved`: more was noted meanwhile). Answers late where another
 * was first.
 */
const settle = `
local job, run = KEYS[1], KEYS[2]
local token, records, spent, perhaps, isSure, expected = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local stands = redis.call("HMGET", job, "call", "settled", "holder", "price")
if stands[2] == token then return "ok" end
if not stands[1] or stands[2] then return "late" end
if isSure ~= "1" then
  if stands[3] ~= token then return "lost" end
  if stands[1] ~= expected then return "moved" end
end
redis.call("HSET", job, "call", records, "settled", token)
redis.call("HINCRBY", run, "reserved", -tonumber(stands[4] or 0))
redis.call("HINCRBY", run, "spent", spent)
redis.call("HINCRBY", run, "perhaps", perhaps)
return "ok"`;

/**
 * The turns in which jobs are begun, in the rate's smooth form: one interval apart, by the clock of Redis. Answers how
 * many ms are to be waited before asking again; 0 lets one pass.
 */
const pass = `
${now}
local found = redis.call("HMGET", KEYS[1], "next", "pause", "interval")
local at = math.max(tonumber(found[1] or 0), tonumber(found[2] or 0))
if at > now then
  redis.call("HINCRBY", KEYS[1], "waits", 1)
  return math.ceil((at - now) / 1000)
end
local interval = tonumber(found[3] or 0)
if interval > 0 then redis.call("HSET", KEYS[1], "next", string.format("%.0f", now + interval)) end
return 0`;

/** Nobody passes for so many ms. A shorter pause never shortens a longer one. */
const pause = `
${now}
local over = now + tonumber(ARGV[1]) * 1000
if over > tonumber(redis.call("HGET", KEYS[1], "pause") or 0) then
  redis.call("HSET", KEYS[1], "pause", string.format("%.0f", over))
end
return 0`;

/** The one process that hands out jobs says that it is still there. */
const renew = `
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])`;

const release = `
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0`;

export const scripts = { adopt, begin, leave, back, note, settle, pass, pause, renew, release } as const;
