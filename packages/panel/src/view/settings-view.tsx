import type { PanelState } from "../store/state.ts";
import { useStore } from "./context.ts";
import { KeyForm } from "./key-form.tsx";
import { NumberInput } from "./number-input.tsx";

const transports = [
  { id: "queued", label: "Queued", help: "An image that is paid for can be fetched again after a crash." },
  {
    id: "sync",
    label: "Direct",
    help: "One connection until the image is there, for networks that block the queue.",
  },
] as const;

export function SettingsView({ state }: { readonly state: PanelState }) {
  const store = useStore();
  const { transport, capMicros } = state.settings;
  return (
    <div class="sk-scroll sk-settings">
      <section>
        <h2>Account</h2>
        <KeyForm state={state} />
      </section>
      <section>
        <h2>Spending</h2>
        <label class="sk-label" for="sk-cap">
          Most for one press of Generate, in cents
        </label>
        <NumberInput
          id="sk-cap"
          min={1}
          placeholder="No cap"
          value={capMicros === null ? null : capMicros / 10_000}
          onChange={(cents) =>
            store.setSettings({ capMicros: cents === null || cents <= 0 ? null : Math.round(cents * 10_000) })
          }
        />
      </section>
      <fieldset class="sk-plain">
        <legend>Sending</legend>
        {transports.map(({ id, label, help }) => (
          <label key={id} class="sk-radio">
            <input
              type="radio"
              name="sk-transport"
              checked={transport === id}
              onChange={() => store.setSettings({ transport: id })}
            />
            <span>
              {label}
              <span class="sk-hint">{help}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <section>
        <h2>Service</h2>
        <label class="sk-label" for="sk-base">
          Address
        </label>
        <input id="sk-base" class="sk-input" readOnly value={store.host.baseUrl} />
        <p class="sk-hint">References are uploaded there and stay readable to all who have their address.</p>
      </section>
    </div>
  );
}
