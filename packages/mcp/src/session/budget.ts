import { type Money, money, SeedkitError } from "@seedkit/core";

/** Money held for one call until it is known what it cost. */
export type Reservation = {
  /** Ends it with what was, or may have been, paid in micro-dollars. Only the first time counts. */
  settle(micros: number): void;
};

/** A session's spending cap. What may have been paid counts as spent. */
export type Budget = {
  readonly spent: Money;
  /** What is neither spent nor held. */
  readonly left: Money;
  /** Holds the most a call may cost. @throws SeedkitError `over_budget` telling what is left */
  reserve(micros: number, model: string): Reservation;
};

/** Makes a budget of so many micro-dollars; a function is asked each time. What is no amount allows nothing. */
export function createBudget(cap: number | (() => number)): Budget {
  let spent = 0;
  let held = 0;
  const most = () => {
    const given = typeof cap === "number" ? cap : cap();
    return Number.isFinite(given) ? Math.max(0, given) : 0;
  };
  const left = () => money(Math.max(0, most() - spent - held));
  return {
    get spent() {
      return money(spent);
    },
    get left() {
      return left();
    },
    reserve(micros, model) {
      if (spent + held + micros > most()) {
        const holding = held > 0 ? `, ${money(held).formatted} is held by calls under way` : "";
        throw new SeedkitError(
          "over_budget",
          `This may cost ${money(micros).formatted}; ${left().formatted} of this session's cap of ${money(most()).formatted} is left (${money(spent).formatted} is spent${holding})`,
          { charged: "no", model },
        );
      }
      held += micros;
      let open = true;
      return {
        settle(paid) {
          if (!open) return;
          open = false;
          held -= micros;
          spent += paid;
        },
      };
    },
  };
}
