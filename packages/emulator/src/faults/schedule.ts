import { seededRandom } from "../seeded-random.ts";
import { matches, type Subject } from "./match.ts";
import type { Fault, FaultRule } from "./rule.ts";

export type FaultSchedule = {
  add(rules: readonly FaultRule[]): void;
  replace(rules: readonly FaultRule[]): void;
  /** Back to the rules it began with, nothing counted. */
  reset(): void;
  /** The fault that strikes this request: the first rule whose turn it is. */
  take(subject: Subject): Fault | undefined;
};

type Counted = { readonly rule: FaultRule; seen: number; struck: number };

/** Decides which requests a fault strikes: by count, and by probability only where a seed makes it repeatable. */
export function createFaultSchedule(initial: readonly FaultRule[], seed: number | string): FaultSchedule {
  let rules: Counted[] = [];
  let random = seededRandom(seed);
  const add = (added: readonly FaultRule[]) => {
    if (seed === "" && added.some((rule) => rule.probability !== undefined)) {
      throw new Error("A fault with a probability needs an emulator with a seed: it could not be repeated");
    }
    rules.push(...added.map((rule) => ({ rule, seen: 0, struck: 0 })));
  };
  add(initial);
  return {
    add,
    replace(replacement) {
      rules = [];
      add(replacement);
    },
    reset() {
      rules = [];
      random = seededRandom(seed);
      add(initial);
    },
    take(subject) {
      for (const counted of rules) {
        if (!matches(counted.rule.match ?? {}, subject)) continue;
        counted.seen += 1;
        if (!isDue(counted, random)) continue;
        counted.struck += 1;
        return counted.rule.fault;
      }
      return undefined;
    },
  };
}

function isDue({ rule, seen, struck }: Counted, random: () => number): boolean {
  if (rule.times !== undefined && struck >= rule.times) return false;
  if (rule.nth !== undefined && seen !== rule.nth) return false;
  if (rule.every !== undefined && seen % rule.every !== 0) return false;
  return rule.probability === undefined || random() < rule.probability;
}
