import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { namesOf } from "../src/names.ts";
import { runScript } from "../src/scripts.ts";
import { type RedisServer, startRedis } from "./redis.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 180_000);
afterAll(() => redis.close());

let opened = 0;

/** The steps of the jobs j1, j2, ... of one run, each held by the worker of the given token. */
async function open(run: Record<string, number | string> = { cap: 100 }) {
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  const names = namesOf(`steps-${process.pid}-${++opened}`);
  await client.hset(names.run, run);
  const job = (at: number) => names.job(`j${at}`);
  const lock = (at: number) => `${job(at)}:lock`;
  const step = (...given: Parameters<typeof runScript> extends [Redis, ...infer Rest] ? Rest : never) =>
    runScript(client, ...given);
  return {
    client,
    names,
    hold: (at: number, token: string) => client.set(lock(at), token),
    books: () => client.hmget(names.run, "spent", "perhaps", "reserved"),
    adopt: (at: number, token: string) => step("adopt", job(at), lock(at), token),
    begin: (at: number, token: string, price = 10) =>
      step("begin", job(at), lock(at), names.run, token, `["${token}"]`, price),
    leave: (at: number, token: string) => step("leave", names.rate, job(at), lock(at), token),
    back: (at: number, token: string) => step("back", job(at), token),
    note: (at: number, call: string) => step("note", job(at), names.late, call, `late ${call}`),
    settle: (at: number, token: string, sure: { spent?: number; perhaps?: number; expected?: string }) => {
      const { spent = 0, perhaps = 0, expected } = sure;
      const isSure = expected === undefined ? 1 : 0;
      return step("settle", job(at), names.run, token, "[]", spent, perhaps, isSure, expected ?? "");
    },
  };
}

test("never is more than the cap set aside, and what is sent twice counts once", async () => {
  const { hold, begin, settle, books } = await open({ cap: 25 });
  await Promise.all([hold(1, "a"), hold(2, "b"), hold(3, "c")]);
  expect(await Promise.all([begin(1, "a"), begin(2, "b"), begin(3, "c")])).toEqual([
    "ok",
    "ok",
    "over-for-now",
  ]);
  expect(await begin(1, "a")).toBe("ok");
  expect(await books()).toEqual([null, null, "20"]);
  expect([await settle(1, "a", { spent: 10 }), await settle(1, "a", { spent: 10 })]).toEqual(["ok", "ok"]);
  await settle(2, "b", { perhaps: 10 });
  expect(await begin(3, "c")).toBe("over");
  expect(await books()).toEqual(["10", "10", "0"]);
});

test("nobody begins, or posts, who has lost the job", async () => {
  const { client, names, hold, begin, leave } = await open();
  await hold(1, "a");
  expect(await begin(1, "somebody else")).toBe("lost");
  expect(await begin(1, "a")).toBe("ok");
  await hold(1, "b");
  expect(await leave(1, "a")).toBe(-1);
  expect(await leave(1, "b")).toBe(-1);
  expect(await client.hexists(names.job("j1"), "posting")).toBe(0);
});

test("a job whose worker died before its post left is begun again, with the money set aside for it", async () => {
  const { client, names, hold, adopt, begin, leave, back, books } = await open();
  await hold(1, "a");
  await begin(1, "a");
  expect(await leave(1, "a")).toBe(0);
  // The service said no, at no cost.
  await back(1, "a");
  await hold(1, "b");
  expect(await adopt(1, "b")).toEqual(["ok", '["a"]', ""]);
  expect(await begin(1, "b")).toBe("ok");
  expect(await leave(1, "b")).toBe(0);
  // What the dead one says now says nothing of the post that is out.
  await back(1, "a");
  expect(await client.hexists(names.job("j1"), "posting")).toBe(1);
  expect(await books()).toEqual([null, null, "10"]);
});

test("a post that is out is never begun again", async () => {
  const { hold, adopt, begin, leave } = await open();
  await hold(1, "a");
  await begin(1, "a");
  await leave(1, "a");
  await hold(1, "b");
  expect(await adopt(1, "b")).toEqual(["ok", '["a"]', expect.stringMatching(/^\d{16}$/)]);
  expect(await begin(1, "b")).toBe("lost");
});

test("a run that was stopped gives back what was set aside for a call that never left", async () => {
  const { client, names, hold, adopt, begin, books } = await open();
  await hold(1, "a");
  await begin(1, "a");
  await client.hset(names.run, { stop: "aborted" });
  await hold(1, "b");
  await adopt(1, "b");
  expect(await begin(1, "b")).toBe("stopped");
  expect(await books()).toEqual([null, null, "0"]);
});

test("what is uncertain only the holder says, and only of what he knows; what is known anybody", async () => {
  const { client, names, hold, adopt, begin, leave, note, settle, books } = await open();
  await hold(1, "a");
  await begin(1, "a");
  await leave(1, "a");
  await hold(1, "b");
  await adopt(1, "b");
  expect(await settle(1, "a", { perhaps: 10, expected: '["a"]' })).toBe("lost");
  // It lives after all, and has the request's id.
  expect(await note(1, "submitted")).toBe("ok");
  expect(await settle(1, "b", { perhaps: 10, expected: '["a"]' })).toBe("moved");
  expect(await settle(1, "a", { spent: 10 })).toBe("ok");
  expect(await settle(1, "b", { spent: 10 })).toBe("late");
  expect(await books()).toEqual(["10", "0", "0"]);
  // Of what is over and gone, it is kept.
  expect(await note(1, "again")).toBe("late");
  await client.del(names.job("j1"));
  expect(await note(1, "gone")).toBe("late");
  expect(await client.lrange(names.late, 0, -1)).toEqual(["late again", "late gone"]);
});

test("posts leave one interval apart, by the microsecond, and none while a pause lasts", async () => {
  const { client, names, hold, begin, leave } = await open();
  await client.hset(names.rate, { interval: 600_000_000 });
  await Promise.all([hold(1, "a"), hold(2, "b")]);
  await begin(1, "a");
  await begin(2, "b");
  expect(await leave(1, "a")).toBe(0);
  const [posted, left] = [
    await client.hget(names.job("j1"), "posting"),
    await client.hget(names.rate, "left"),
  ];
  expect(Number(left) - Number(posted)).toBe(600_000_000);
  const ms = Number(await leave(2, "b"));
  expect(ms).toBeGreaterThan(0);
  expect(ms).toBeLessThanOrEqual(600_000);
  await client.hdel(names.rate, "left");
  await runScript(client, "pause", names.rate, 900_000);
  await runScript(client, "pause", names.rate, 1000);
  expect(Number(await leave(2, "b"))).toBeGreaterThan(600_000);
});
