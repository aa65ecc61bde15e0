import { formatMicros } from "@seedkit/core";
import { mostJobs } from "../store/form.ts";
import type { FormState, PanelState } from "../store/state.ts";
import { duration } from "../words.ts";
import { Button } from "./button.tsx";
import { useStore } from "./context.ts";
import { Icon } from "./icons.tsx";
import { NumberInput } from "./number-input.tsx";
import { Row } from "./row.tsx";

/** Which model, with what each costs and takes. */
export function ModelField({ form }: { readonly form: FormState }) {
  const store = useStore();
  return (
    <Row label="Model" control="sk-model">
      <select
        id="sk-model"
        class="sk-input"
        value={form.model}
        onChange={(event) => store.setModel(event.currentTarget.value)}
      >
        {store.models.toReversed().map(({ id, title, price, typicalMs }) => (
          <option key={id} value={id}>{`${title} · ${formatMicros(price)} · ${duration(typicalMs)}`}</option>
        ))}
      </select>
    </Row>
  );
}

/** How often the request is made. Each is a call of its own, so that this number is kept. */
export function CountField({ form }: { readonly form: FormState }) {
  const store = useStore();
  const step = (by: number, label: string, icon: "plus" | "minus") => (
    <Button
      aria-label={label}
      disabled={form.count + by < 1 || form.count + by > mostJobs}
      onClick={() => store.setCount(form.count + by)}
    >
      <Icon name={icon} />
    </Button>
  );
  return (
    <Row label="Images" control="sk-count" help="Each is a request of its own, and is billed on its own.">
      <div class="sk-stepper">
        {step(-1, "One image fewer", "minus")}
        <NumberInput
          id="sk-count"
          min={1}
          max={mostJobs}
          value={form.count}
          onChange={(count) => store.setCount(count ?? 1)}
        />
        {step(1, "One image more", "plus")}
      </div>
    </Row>
  );
}

/** Where images go, if the host has more than one place for them. */
export function DestinationField({
  state,
  problem,
}: {
  readonly state: PanelState;
  readonly problem: string | undefined;
}) {
  const store = useStore();
  const { destinations, form } = state;
  if (destinations.length === 0) return null;
  const chosen = destinations.find(({ id }) => id === form.destination);
  return (
    <Row label="Place" control="sk-destination" problem={problem}>
      <select
        id="sk-destination"
        class="sk-input"
        value={form.destination}
        aria-invalid={problem !== undefined}
        onChange={(event) => store.setDestination(event.currentTarget.value)}
      >
        {destinations.map(({ id, label, unavailable }) => (
          <option key={id} value={id} disabled={unavailable !== undefined}>
            {unavailable === undefined ? label : `${label} (${unavailable})`}
          </option>
        ))}
      </select>
      {!problem && chosen?.unavailable && <p class="sk-plan">{chosen.unavailable}</p>}
    </Row>
  );
}
