import { useState } from "preact/hooks";

type Side = { readonly source: string; readonly label: string };
type Props = {
  readonly before: Side;
  readonly after: Side;
  /** What the slider is called. */
  readonly label?: string;
};

/** Two pictures in one place, and a slider that moves the line between them. */
export function Compare({ before, after, label = "Where the one picture ends and the other begins" }: Props) {
  const [share, setShare] = useState(50);
  return (
    <div class="sk-compare">
      <div class="sk-compare-stack">
        <img src={before.source} alt={before.label} />
        <img src={after.source} alt={after.label} style={{ clipPath: `inset(0 0 0 ${share}%)` }} />
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        aria-label={label}
        aria-valuetext={`${share} % ${before.label}`}
        onInput={(event) => setShare(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
