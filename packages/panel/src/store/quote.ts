import {
  type CostEstimate,
  type Issue,
  isSeedkitError,
  type LooseInput,
  type Model,
  type SizePlan,
  sumCosts,
  type Warning,
} from "@seedkit/core";
import type { Destination, Place } from "../host.ts";
import { inputOf } from "./form.ts";
import type { FormState } from "./state.ts";

/** One call that a press of the button makes. */
export type PlannedCall = { readonly input: LooseInput; readonly place: Place | undefined };

/** What a press of the button would do. */
export type Quote = {
  readonly calls: readonly PlannedCall[];
  /** What stands in the way; empty: it can be sent. */
  readonly issues: readonly Issue[];
  /** Undefined where the size cannot be planned. */
  readonly plan: SizePlan | undefined;
  readonly cost: CostEstimate;
  /** For all calls, as many at once as the panel sends, in ms. */
  readonly typicalMs: number;
  readonly warnings: readonly Warning[];
};

/** How many jobs are under way at once. */
export const concurrency = 4;

/** Checks, plans and prices the form, with the places the images go to. */
export function quote(form: FormState, model: Model, destinations: readonly Destination[]): Quote {
  const calls = plannedCalls(form, model, destinations);
  const plans = calls.map(({ input }) => priced(model, input));
  const [first] = plans;
  const destination = destinations.find(({ id }) => id === form.destination);
  const unavailable = destination?.unavailable;
  const noPlace = unavailable === undefined ? [] : [{ path: "destination", message: unavailable }];
  let issues: readonly Issue[] | undefined;
  return {
    calls,
    // Asked for on a press of the button only, and there may be a hundred calls at every key.
    get issues() {
      issues ??= [...noPlace, ...uniqueIssues(calls.flatMap(({ input }) => problems(model, input)))];
      return issues;
    },
    plan: first?.plan,
    cost: sumCosts(plans.flatMap((plan) => (plan ? [plan.cost] : []))),
    typicalMs: Math.ceil(calls.length / concurrency) * model.typicalMs,
    warnings: first?.warnings ?? [],
  };
}

function plannedCalls(form: FormState, model: Model, destinations: readonly Destination[]): PlannedCall[] {
  const base = inputOf(form, model);
  const places = destinations.find(({ id }) => id === form.destination)?.places ?? [undefined];
  return places.flatMap((place) =>
    Array.from({ length: form.count }, () => ({ input: { ...base, ...place?.input }, place })),
  );
}

function problems(model: Model, input: LooseInput): readonly Issue[] {
  const checked = model.validate(input);
  if (checked.ok) return [];
  return checked.error.issues ?? [{ path: "", message: checked.error.message }];
}

/** The price stands there before the prompt does. */
function priced(model: Model, input: LooseInput) {
  try {
    return model.prepare({ ...input, prompt: String(input.prompt ?? "").trim() || "-" });
  } catch (error) {
    if (isSeedkitError(error)) return undefined;
    throw error;
  }
}

function uniqueIssues(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue])).values()];
}
