import type { Field } from "@seedkit/core";
import { isSetByPlace, isVisible } from "../store/form.ts";
import type { Quote } from "../store/quote.ts";
import type { FormState, PanelState } from "../store/state.ts";
import { CustomSize } from "./custom-size.tsx";
import { FieldControl } from "./field-control.tsx";
import { Icon } from "./icons.tsx";
import { CountField, DestinationField, ModelField } from "./panel-fields.tsx";
import { PlaceSets } from "./place-sets.tsx";
import { PromptField } from "./prompt-field.tsx";
import { References } from "./references.tsx";

type FormProps = {
  readonly form: FormState;
  readonly fields: readonly Field[];
  readonly quote: Quote;
  readonly state: PanelState;
};

// Fields of these names have a place of their own; everything else a model brings comes under "More options".
const placed = ["size", "aspect_ratio"];
const sides = ["width", "height"];

/** The form of any model, made from its fields. */
export function Form({ form, fields, quote, state }: FormProps) {
  const problem = (name: string) => {
    const issue = state.checked
      ? quote.issues.find(({ path }) => path.replace(/[.[].*/, "") === name)
      : undefined;
    const label = fields.find((field) => field.name === name)?.label;
    // Core's messages go on from the name of the field.
    return issue && (label ? `${label} ${issue.message}` : issue.message);
  };
  const shown = (field: Field) => isVisible(form, fields, field);
  const place = state.destinations.find(({ id }) => id === form.destination);
  const setByPlace = (field: Field) => place !== undefined && isSetByPlace(place, field.name);
  const control = (field: Field) =>
    place && setByPlace(field) ? (
      <PlaceSets key={field.name} field={field} place={place} />
    ) : (
      <FieldControl key={field.name} field={field} form={form} problem={problem(field.name)} />
    );
  // A size that is scaled up is told by its plan.
  const warnings = quote.warnings.filter(({ code }) => code !== "scaled_up");
  const more = fields.filter(
    ({ control, name }) =>
      control !== "textarea" && control !== "images" && ![...placed, ...sides].includes(name),
  );
  const pair = fields.filter((field) => sides.includes(field.name) && shown(field));
  return (
    <div class="sk-form">
      {fields.map((field) => {
        if (field.control === "textarea") {
          if (place && setByPlace(field)) return <PlaceSets key={field.name} field={field} place={place} />;
          return <PromptField key={field.name} field={field} form={form} problem={problem(field.name)} />;
        }
        return field.control === "images" ? (
          <References key={field.name} field={field} form={form} problem={problem(field.name)} />
        ) : null;
      })}
      {warnings.map(({ code, message }) => (
        <p key={code} class="sk-hint">
          {message}
        </p>
      ))}
      <ModelField form={form} />
      {fields
        .filter((field) => placed.includes(field.name) && !(pair.length > 0 && field.name === "aspect_ratio"))
        .map(control)}
      {pair.length > 0 && <CustomSize pair={pair} form={form} quote={quote} problem={problem} />}
      <DestinationField state={state} problem={problem("destination")} />
      <CountField form={form} />
      {more.length > 0 && (
        <details class="sk-more">
          <summary>
            <Icon name="right" />
            More options
          </summary>
          <div class="sk-form">{more.filter(shown).map(control)}</div>
        </details>
      )}
    </div>
  );
}
