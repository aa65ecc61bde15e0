/** What a call turned out to cost, in micro-dollars: for certain, and perhaps. */
export type Spent = { readonly spent: number; readonly perhaps: number };

/** Keeps what a run may cost under its cap: money is set aside before anything is sent. All in micro-dollars. */
export type Budget = {
  readonly cap: number;
  readonly spent: number;
  /** Of calls of which nobody knows: it counts as spent. */
  readonly perhaps: number;
  /** Set aside for what is running. */
  readonly reserved: number;
  /** Sets a price aside; false where the cap could be passed. */
  reserve(price: number): boolean;
  /** Sets aside what was sent before and may be paid for, whatever the cap. */
  hold(price: number): void;
  /** Gives back what was set aside, and takes what it cost. */
  settle(price: number, cost: Spent): void;
};

/** `before`: what the run had spent when it was interrupted. */
export function createBudget(cap: number, before: Spent = { spent: 0, perhaps: 0 }): Budget {
  let { spent, perhaps } = before;
  let reserved = 0;
  return {
    cap,
    get spent() {
      return spent;
    },
    get perhaps() {
      return perhaps;
    },
    get reserved() {
      return reserved;
    },
    reserve(price) {
      if (spent + perhaps + reserved + price > cap) return false;
      reserved += price;
      return true;
    },
    hold(price) {
      reserved += price;
    },
    settle(price, cost) {
      reserved -= price;
      spent += cost.spent;
      perhaps += cost.perhaps;
    },
  };
}
