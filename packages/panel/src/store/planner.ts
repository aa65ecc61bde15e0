import { formatMicros, type LooseInput, type Model } from "@seedkit/core";
import type { Place } from "../host.ts";
import { words } from "../words.ts";
import { type Cell, modelOf } from "./cell.ts";
import { overBudget } from "./failure.ts";
import { type PlannedCall, quote } from "./quote.ts";
import type { Runner } from "./runner.ts";
import { isRunning, type Job } from "./state.ts";

/** What makes jobs: the button, Regenerate, Try again. */
export type Planner = {
  generate(): boolean;
  regenerate(model: string, input: LooseInput, place?: Place): void;
  retry(jobs: readonly string[]): void;
  clearEnded(): void;
};

export function createPlanner(cell: Cell, runner: Runner): Planner {
  const { get, set } = cell;

  const startJobs = (model: Model, calls: readonly PlannedCall[]): boolean => {
    const { capMicros, transport } = get().settings;
    const most = calls.reduce((sum, { input }) => sum + model.prepare(input).cost.max.micros, 0);
    if (capMicros !== null && most > capMicros) {
      set({
        problem: overBudget(`It may cost ${formatMicros(most)}, the cap is ${formatMicros(capMicros)}`),
      });
      return false;
    }
    const run = cell.newId();
    const jobs = calls.map(({ input, place }): Job => {
      const { width, height } = model.prepare(input).plan;
      return {
        ...{ id: cell.newId(), run, model: model.id, prompt: String(input.prompt), input, transport },
        ...(place ? { place: { id: place.id, label: place.label } } : {}),
        ...{ status: "waiting", ratio: width / height, typicalMs: model.typicalMs, results: [] },
      };
    });
    set({ jobs: [...jobs, ...get().jobs], checked: false, problem: undefined });
    cell.announce(`Generating ${jobs.length} ${jobs.length === 1 ? "image" : "images"}.`);
    runner.pump();
    return true;
  };

  return {
    generate() {
      const { form, destinations, hasKey } = get();
      const model = modelOf(cell.models, form.model);
      const { issues, calls } = quote(form, model, destinations);
      if (!hasKey || calls.length === 0 || issues.length > 0) {
        set({ checked: true });
        cell.announce(issues.map(({ path, message }) => `${words(path)} ${message}.`).join(" "));
        return false;
      }
      return startJobs(model, calls);
    },
    regenerate: (model, input, place) => void startJobs(modelOf(cell.models, model), [{ input, place }]),
    retry(ids) {
      const again = (job: Job): Job[] => {
        if (!ids.includes(job.id) || isRunning(job)) return [job];
        const { transport } = get().settings;
        const { error: _, ticket: __, startedAt: ___, endedAt: ____, ...rest } = job;
        const fresh: Job = { ...rest, status: "waiting", transport, results: [] };
        if (job.results.length === 0) return [fresh];
        // What came stays as it is; what is paid now is a job of its own, and none of its images is "there already".
        return [
          { ...fresh, id: cell.newId() },
          { ...job, error: undefined, status: "done" },
        ];
      };
      set({ jobs: get().jobs.flatMap(again) });
      runner.pump();
    },
    clearEnded: () => set({ jobs: get().jobs.filter(isRunning) }),
  };
}
