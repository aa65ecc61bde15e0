import type { FaultObservation } from "./verdict.ts";

/** What a worker can be asked, and what it answers. Each worker drives one client. */
export type Tasks = {
  /** Makes calls and says how long they took together, in ms. */
  time: { ask: { base: string; calls: number; inFlight: number }; answer: { ms: number } };
  /** Makes calls at once, keeps every image, and says by how many bytes the process grew at its highest. */
  memory: { ask: { base: string; small: string; inFlight: number }; answer: { bytes: number } };
  /** Runs scenarios side by side; `bases` by scenario id. */
  faults: {
    ask: { bases: Record<string, string>; image: string };
    answer: { observations: FaultObservation[] };
  };
};

export type TaskName = keyof Tasks;
export type Ask = { [Name in TaskName]: { task: Name } & Tasks[Name]["ask"] }[TaskName];
