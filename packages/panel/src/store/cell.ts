import type { Clock, Model } from "@seedkit/core";
import type { PanelHost } from "../host.ts";
import type { Job, PanelState } from "./state.ts";

/** What the parts of the store share: the state, the host and the clock. */
export type Cell = {
  readonly host: PanelHost;
  readonly clock: Clock;
  readonly models: readonly Model[];
  get(): PanelState;
  set(patch: Partial<PanelState>): void;
  subscribe(listener: () => void): () => void;
  updateJob(id: string, patch: Partial<Job>): void;
  announce(text: string): void;
  newId(): string;
};

export function createCell(
  host: PanelHost,
  clock: Clock,
  models: readonly Model[],
  initial: PanelState,
): Cell {
  const listeners = new Set<() => void>();
  let state = initial;
  let made = 0;
  // Ids outlive the page in tickets and history, so a counter alone would repeat itself.
  const origin = `${clock.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const cell: Cell = {
    host,
    clock,
    models,
    get: () => state,
    set(patch) {
      state = { ...state, ...patch };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    updateJob(id, patch) {
      cell.set({ jobs: state.jobs.map((job) => (job.id === id ? { ...job, ...patch } : job)) });
    },
    announce: (announcement) => cell.set({ announcement }),
    newId: () => `${origin}-${made++}`,
  };
  return cell;
}

export function modelOf(models: readonly Model[], id: string): Model {
  const model = models.find((candidate) => candidate.id === id) ?? models.at(-1);
  if (model === undefined) throw new RangeError("A panel needs at least one model");
  return model;
}
