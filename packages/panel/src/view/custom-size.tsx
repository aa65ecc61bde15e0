import type { Field } from "@seedkit/core";
import { fieldValue } from "../store/form.ts";
import type { Quote } from "../store/quote.ts";
import type { FormState } from "../store/state.ts";
import { pixels, readable } from "../words.ts";
import { Button } from "./button.tsx";
import { useStore } from "./context.ts";
import { Icon } from "./icons.tsx";
import { NumberInput } from "./number-input.tsx";
import { Row } from "./row.tsx";

type Props = {
  readonly pair: readonly Field[];
  readonly form: FormState;
  readonly quote: Quote;
  readonly problem: (name: string) => string | undefined;
};

/** Width and height with what will really come of them, as they are typed. */
export function CustomSize({ pair, form, quote, problem }: Props) {
  const store = useStore();
  const [first, second] = pair;
  const swap = () => {
    if (!first || !second) return;
    const [width, height] = [fieldValue(form, first), fieldValue(form, second)];
    store.setField(first.name, height);
    store.setField(second.name, width);
  };
  const wrong = pair.map(({ name }) => problem(name)).find(Boolean) ?? problem("size");
  const issue = quote.issues.find(({ path }) => pair.some(({ name }) => name === path) || path === "size");
  return (
    <Row label="Pixels" problem={wrong}>
      <div class="sk-sides">
        {pair.map((field, index) => (
          <>
            {index > 0 && (
              <Button kind="bare" aria-label="Swap width and height" onClick={swap}>
                <Icon name="swap" />
              </Button>
            )}
            <label class="sk-side" key={field.name} for={`sk-${field.name}`} title={field.help}>
              <span aria-hidden="true">{field.label.charAt(0)}</span>
              <span class="sk-unseen">{`${field.label} in pixels`}</span>
              <NumberInput
                id={`sk-${field.name}`}
                min={field.min}
                max={field.max}
                value={fieldValue(form, field)}
                problem={problem(field.name)}
                onChange={(next) => store.setField(field.name, next)}
              />
            </label>
          </>
        ))}
      </div>
      <output class="sk-plan" for={pair.map(({ name }) => `sk-${name}`).join(" ")}>
        {quote.plan
          ? `Gives ${pixels(quote.plan.width, quote.plan.height)}: ${readable(quote.plan.why)}`
          : !wrong && issue?.message}
      </output>
    </Row>
  );
}
