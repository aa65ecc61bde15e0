import { formatMicros } from "@seedkit/core";
import { counted, formatCredits, formatDuration } from "../output/format.ts";
import { creditsLeftOf, type Ledger } from "./ledger.ts";

/** One line of what a run took: `2 images in 31 s, $0.08, 12.3 credits left`. */
export function summary(ledger: Ledger, emulated: boolean): string {
  const { generations, images } = ledger;
  const started = Math.min(...generations.map(({ timings }) => timings.startedAt));
  const ended = Math.max(...generations.map(({ timings }) => timings.startedAt + timings.totalMs));
  const credits = creditsLeftOf(ledger);
  return [
    `${counted(images.length, "image")} in ${formatDuration(ended - started)}`,
    emulated ? `nothing paid, ${paid(ledger)} at the real API` : paid(ledger),
    ...(credits === undefined || emulated ? [] : [`${formatCredits(credits)} credits left`]),
  ].join(", ");
}

/** What the service reports, or the model's price of the images that came. */
function paid({ generations, prepared }: Ledger): string {
  const price = prepared.cost.max.micros / prepared.images.max;
  const micros = generations.map(({ cost, images }) => cost.reported?.micros ?? price * images.length);
  return formatMicros(micros.reduce((sum, each) => sum + each, 0));
}
