import { type Field, parseRatio } from "@seedkit/core";
import { fieldValue } from "../store/form.ts";
import type { FormState } from "../store/state.ts";
import { words } from "../words.ts";
import { Choices } from "./choices.tsx";
import { useStore } from "./context.ts";
import { NumberInput } from "./number-input.tsx";
import { Row } from "./row.tsx";

type Props = { readonly field: Field; readonly form: FormState; readonly problem: string | undefined };

/** The control that fits a field: ratios are drawn, few options stand side by side, many go into a list. */
export function FieldControl({ field, form, problem }: Props) {
  const store = useStore();
  const id = `sk-${field.name}`;
  const value = fieldValue(form, field);
  const { options, label, help, name } = field;
  if (options) {
    const ratios = options.some((option) => parseRatio(option) !== undefined);
    if (ratios || options.length <= 4) {
      const all = field.default === null ? [null, ...options] : options;
      return (
        <Row label={label} help={help} problem={problem}>
          <Choices
            {...{ name, value, ratios }}
            options={all}
            onChange={(next) => store.setField(name, next)}
          />
        </Row>
      );
    }
    return (
      <Row label={label} control={id} help={help} problem={problem}>
        <select
          id={id}
          class="sk-input"
          value={String(value ?? "")}
          onChange={(event) => store.setField(name, event.currentTarget.value || null)}
        >
          {field.default === null && <option value="">Automatic</option>}
          {options.map((option) => (
            <option key={option} value={option}>
              {words(option)}
            </option>
          ))}
        </select>
      </Row>
    );
  }
  return (
    <Row label={label} control={id} help={help} problem={problem}>
      {field.control === "number" ? (
        <NumberInput
          {...{ id, value, problem }}
          min={field.min}
          max={field.max}
          onChange={(next) => store.setField(name, next)}
        />
      ) : (
        <input
          id={id}
          class="sk-input"
          value={String(value ?? "")}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && `${id}-problem`}
          onInput={(event) => store.setField(name, event.currentTarget.value || null)}
        />
      )}
    </Row>
  );
}
