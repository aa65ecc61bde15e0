import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { JobResult, RunResult } from "@seedkit/batch";
import { expect, onTestFinished, test } from "vitest";
import { type Killing, killOneEachSecond } from "./killing.ts";
import { most, posts } from "./observe.ts";
import { createProject, idsOf, manifestOf, price, serve } from "./project.ts";
import { departures } from "./rate-log.ts";
import { startRedis } from "./redis.ts";

// The whole of it takes minutes: SEEDKIT_PROOF_JOBS=5000 pnpm --filter @seedkit/queue test proof
const jobs = Number(process.env.SEEDKIT_PROOF_JOBS ?? 60);
const isWhole = jobs > 1000;
const perSecond = isWhole ? 20 : 10;
const crew = { count: isWhole ? 6 : 3, concurrency: 8 };

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
  onTestFinished(() => redis.close());
  const emulator = await serve({ faults, latency: 100, seed: 7 });
  const many = await createProject(manifestOf(idsOf(jobs)), emulator.url, redis);
  const killing: Killing = await killOneEachSecond(many, crew);
  const phase = (maxCost: number, after: number, happen: () => unknown): Promise<RunResult> => {
    const drain = new AbortController();
    let told = 0;
    const onEvent = ({ type }: { type: string }) => {
      if (type !== "done" || ++told !== after) return;
      if (happen() === "drain") drain.abort();
    };
    return many.runOnQueue({ maxCost, onEvent, drain: drain.signal }, perSecond * 60);
  };
  const begun = Date.now();

  const cancelled = await phase(jobs * price, Math.ceil(jobs / 4), () => "drain");
  expect(cancelled.status).toBe("interrupted");
  let restarted: Promise<void> | undefined;
  const lowCap = Math.ceil(jobs * 0.7) * price + 1;
  const capped = await phase(lowCap, Math.ceil(jobs / 5), () => {
    restarted = redis.restart();
  });
  await restarted;
  expect(capped).toMatchObject({ status: "budget", stoppedBy: { code: "over_budget" } });
  // Not one more could be paid for, and the service was paid no more.
  expect(costOf(cancelled) + costOf(capped)).toBeGreaterThan(lowCap - price);
  expect(emulator.journal.charged.micros).toBeLessThanOrEqual(lowCap);
  const last = await phase(jobs * price, 0, () => {});
  await killing.stop();

  const runs = [cancelled, capped, last];
  const charges = chargesByPrompt(emulator.journal.requests);
  const made = last.jobs.filter(({ status }) => images.has(status));
  const unsure = last.jobs.filter(({ status }) => status === "ambiguous");
  const failed = last.jobs.filter(({ status }) => status === "failed");
  const of = ({ prompt }: JobResult) => charges.get(hashOf(prompt)) ?? 0;
  const { left, waits } = await departures(redis, many.prefix, perSecond);
  const arrived = posts(emulator).map(({ at }) => at);
  const figures = {
    jobs,
    killed: killing.killed(),
    seconds: Math.round((Date.now() - begun) / 1000),
    images: made.length,
    charges: emulator.journal.charged.count,
    ambiguous: unsure.length,
    ambiguousCharged: unsure.filter((job) => of(job) > 0).length,
    failed: failed.length,
    resets: posts(emulator).filter(({ fault }) => fault === "reset-before").length,
    recovered: runs.reduce((sum, { counts }) => sum + counts.recovered, 0),
    posts: arrived.length,
    perSecond,
    busiestSecond: most(left, 1000),
    busiestSecondAsItArrived: most(arrived, 1000),
    waits,
  };
  if (process.env.SEEDKIT_PROOF_JOBS) console.log(JSON.stringify(figures));

  expect(emulator.journal.dropped).toBe(0);
  expect(made.length + unsure.length + failed.length).toBe(jobs);
  // Job by job: an image is paid for once, nothing else is paid for but what is told as perhaps paid for, and once.
  expect(made.filter((job) => of(job) !== 1)).toEqual([]);
  expect(unsure.filter((job) => of(job) > 1)).toEqual([]);
  expect(failed.filter((job) => of(job) !== 0)).toEqual([]);
  expect(figures.images + figures.ambiguousCharged).toBe(figures.charges);
  await Promise.all(
    made.flatMap(({ files }) =>
      files.map(({ path }) => expect(stat(join(many.folder, path))).resolves.toBeDefined()),
    ),
  );
  const lock = JSON.parse(await many.read("seedkit.lock")) as { images: object };
  expect(Object.keys(lock.images)).toHaveLength(made.length);
  expect(runs.reduce((sum, { spent }) => sum + spent.micros, 0)).toBe(made.length * price);
  expect(figures.busiestSecond).toBeLessThanOrEqual(perSecond);
  // It was the rate that held them back, not the workers.
  expect(waits).toBeGreaterThan(jobs / 10);
});

const images: ReadonlySet<JobResult["status"]> = new Set(["generated", "recovered", "reused"]);

const costOf = ({ spent, perhapsSpent }: RunResult) => spent.micros + perhapsSpent.micros;

const hashOf = (prompt: string) => createHash("sha256").update(prompt).digest("hex");

function chargesByPrompt(
  requests: readonly { readonly promptHash?: string; readonly charged: number }[],
): ReadonlyMap<string, number> {
  const charges = new Map<string, number>();
  for (const { promptHash = "", charged } of requests) {
    if (charged > 0) charges.set(promptHash, (charges.get(promptHash) ?? 0) + 1);
  }
  return charges;
}
