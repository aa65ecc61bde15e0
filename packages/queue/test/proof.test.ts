import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { most, posts, until } from "./observe.ts";
import { createProject, idsOf, manifestOf, price, serve } from "./project.ts";
import { kill, startRedis } from "./redis.ts";

// The whole of it takes minutes: SEEDKIT_PROOF_JOBS=5000 pnpm --filter @seedkit/queue test proof
const jobs = Number(process.env.SEEDKIT_PROOF_JOBS ?? 150);
const perSecond = jobs > 1000 ? 50 : 20;
const workerCount = jobs > 1000 ? 6 : 3;
const cap = jobs * price;

const faults = [
  { fault: { kind: "status", status: 503, charged: false }, probability: 0.02 },
  { fault: { kind: "status", status: 429, retryAfter: 1 }, probability: 0.01 },
  { fault: { kind: "reset-before" }, probability: 0.01 },
  { match: { path: "/v2/requests/*" }, fault: { kind: "status", status: 502 }, probability: 0.01 },
] as const;

test("workers that are killed, a Redis that restarts and faults: images = charges, none twice, none lost", {
  timeout: 1_500_000,
}, async () => {
  const redis = await startRedis();
  const emulator = await serve({ faults, latency: 100, seed: 7 });
  const many = await createProject(manifestOf(idsOf(jobs)), emulator.url, redis);
  let told = 0;
  let over = false;
  const running = many
    .runOnQueue({ maxCost: cap, onEvent: ({ type }) => type === "done" && told++ }, perSecond * 60)
    .finally(() => {
      over = true;
    });
  const workers = await Promise.all(Array.from({ length: workerCount }, (_, at) => many.work(`w${at}`)));
  const restart = (async () => {
    await until(() => told > jobs / 3 || over);
    await redis.restart();
  })();
  let killed = 0;
  while (!over) {
    await Promise.race([wait(1000), running]);
    if (over) break;
    const at = killed++ % workerCount;
    const victim = workers[at];
    if (victim) await kill(victim, "SIGKILL");
    workers[at] = await many.work(`w${at}`).catch((error) => {
      if (over) return victim as NonNullable<typeof victim>;
      throw error;
    });
  }
  const [result] = await Promise.all([running, restart]);
  const { counts } = result;
  const charges = emulator.journal.charged.count;
  const images = counts.generated + counts.recovered;
  const times = posts(emulator).map(({ at }) => at);
  const figures = { jobs, killed, counts, charges, posts: times.length, busiestSecond: most(times, 1000) };
  if (process.env.SEEDKIT_PROOF_JOBS) console.log(JSON.stringify(figures));
  // Every charge is an image, or is told as perhaps paid for: a post whose answer died with its worker.
  expect(charges).toBeGreaterThanOrEqual(images);
  expect(charges - images).toBeLessThanOrEqual(counts.ambiguous);
  expect(images + counts.ambiguous + counts.failed).toBe(jobs);
  expect(counts).toMatchObject({ pending: 0, skipped: 0 });
  expect(emulator.journal.charged.micros).toBeLessThanOrEqual(cap);
  expect(result.spent.micros).toBe(images * price);
  expect(figures.busiestSecond).toBeLessThanOrEqual(perSecond + 1);
  const lock = JSON.parse(await many.read("seedkit.lock")) as { images: object };
  expect(Object.keys(lock.images)).toHaveLength(images);
  await redis.close();
});
