import { parseRatio } from "@seedkit/core";
import type { FieldValue } from "../store/state.ts";
import { words } from "../words.ts";
import { Icon, RatioGlyph } from "./icons.tsx";

type Props = {
  readonly name: string;
  /** Null stands for "the service decides". */
  readonly options: readonly (string | null)[];
  readonly value: FieldValue;
  /** Draws each option as a box of its ratio. */
  readonly ratios: boolean;
  readonly onChange: (value: string | null) => void;
};

/** Options side by side. Native radio buttons underneath: arrow keys and screen readers know them. */
export function Choices({ name, options, value, ratios, onChange }: Props) {
  return (
    <div class={ratios ? "sk-ratios" : "sk-segments"}>
      {options.map((option) => {
        const ratio = option === null ? undefined : parseRatio(option);
        const full = option === null ? "Automatic" : words(option);
        const label = ratios ? (option === null ? "Auto" : full.split(" ")[0]) : full;
        return (
          <label key={option} class="sk-choice" title={full}>
            <input
              class="sk-unseen"
              type="radio"
              name={`sk-${name}`}
              checked={value === option}
              aria-label={full}
              onChange={() => onChange(option)}
            />
            <span class="sk-face" aria-hidden="true">
              {ratios && (ratio === undefined ? <Icon name="image" /> : <RatioGlyph ratio={ratio} />)}
              {label}
            </span>
          </label>
        );
      })}
    </div>
  );
}
