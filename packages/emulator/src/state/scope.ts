import { createFaultSchedule, type FaultSchedule } from "../faults/schedule.ts";
import type { Settings } from "../options.ts";
import { type Assets, createAssets } from "./assets.ts";
import { type Books, createBooks } from "./books.ts";
import { createImages, type Images } from "./images.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { createTokenBuckets, type Pass } from "./token-bucket.ts";

/** All that one test sees: its own balance, journal, faults, jobs and files. */
export type Scope = {
  /** Undefined for the emulator's own. */
  readonly testId: string | undefined;
  readonly books: Books;
  readonly faults: FaultSchedule;
  readonly jobs: Jobs;
  readonly images: Images;
  readonly assets: Assets;
  pass(key: string): Pass | undefined;
  reset(): void;
};

export function createScope(settings: Settings, testId: string | undefined): Scope {
  const { clock, rate } = settings;
  const books = createBooks(settings.creditsMicros);
  const faults = createFaultSchedule(settings.faults, settings.seed);
  const jobs = createJobs(clock);
  const images = createImages(clock);
  const assets = createAssets();
  let pass = createTokenBuckets(rate, clock);
  return {
    testId,
    books,
    faults,
    jobs,
    images,
    assets,
    pass: (key) => pass(key),
    reset() {
      for (const part of [books, faults, jobs, images, assets]) part.reset();
      pass = createTokenBuckets(rate, clock);
    },
  };
}

/** Scopes by test id, made when they are first asked for. */
export function createScopes(settings: Settings): {
  of(testId: string | undefined): Scope;
  all(): Iterable<Scope>;
} {
  const scopes = new Map<string, Scope>();
  const own = createScope(settings, undefined);
  return {
    of(testId) {
      if (testId === undefined) return own;
      const scope = scopes.get(testId) ?? createScope(settings, testId);
      scopes.set(testId, scope);
      return scope;
    },
    all: () => [own, ...scopes.values()],
  };
}
