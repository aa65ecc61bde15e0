/** Money as an integer of micro-dollars (1 USD = 1,000,000) beside the text to show. */
export type Money = { readonly micros: number; readonly formatted: string };

/** What a generation will cost: a range, because `auto` may answer with fewer images than it may. */
export type CostEstimate = {
  readonly min: Money;
  /** What a budget has to reserve. */
  readonly max: Money;
  /** `$0.04`, or `$0.04-$0.16` where the number of images is not certain. */
  readonly formatted: string;
};

/** Formats micro-dollars as dollars: at least two decimals, as many as needed, at most six. */
export function formatMicros(micros: number): string {
  const whole = Math.round(Math.abs(micros));
  const dollars = Math.floor(whole / 1_000_000);
  const fraction = String(whole % 1_000_000)
    .padStart(6, "0")
    .replace(/0{1,4}$/, "");
  return `${micros < 0 && whole > 0 ? "-" : ""}$${dollars}.${fraction}`;
}

/** Makes a {@link Money} of micro-dollars. */
export function money(micros: number): Money {
  return { micros, formatted: formatMicros(micros) };
}

/** Makes a {@link Money} of dollars as the API reports them, rounded to a micro-dollar. */
export function dollars(amount: number): Money {
  return money(Math.round(amount * 1_000_000));
}

/** A range of costs from the least to the most. */
export function costRange(minMicros: number, maxMicros: number): CostEstimate {
  const min = money(minMicros);
  const max = money(maxMicros);
  return {
    min,
    max,
    formatted: minMicros === maxMicros ? min.formatted : `${min.formatted}-${max.formatted}`,
  };
}

/** Adds estimates, for the price of a batch. */
export function sumCosts(costs: Iterable<CostEstimate>): CostEstimate {
  let min = 0;
  let max = 0;
  for (const cost of costs) {
    min += cost.min.micros;
    max += cost.max.micros;
  }
  return costRange(min, max);
}
