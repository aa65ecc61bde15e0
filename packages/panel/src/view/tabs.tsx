import { isRunning, type PanelState, type View } from "../store/state.ts";
import { useStore } from "./context.ts";

const views: readonly { readonly id: View; readonly label: string }[] = [
  { id: "create", label: "Create" },
  { id: "history", label: "History" },
  { id: "settings", label: "Settings" },
];

export function Tabs({ state }: { readonly state: PanelState }) {
  const store = useStore();
  const running = state.jobs.filter(isRunning).length;
  const move = (event: KeyboardEvent) => {
    const at = views.findIndex(({ id }) => id === state.view);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: views.length - 1 }[event.key];
    const next = to === undefined ? undefined : views[(to + views.length) % views.length];
    if (!next) return;
    event.preventDefault();
    store.show(next.id);
    document.getElementById(`sk-tab-${next.id}`)?.focus();
  };
  return (
    <div class="sk-top">
      <div class="sk-tabs" role="tablist" aria-label="Seedkit" onKeyDown={move}>
        {views.map(({ id, label }) => (
          <button
            key={id}
            id={`sk-tab-${id}`}
            type="button"
            role="tab"
            class="sk-tab"
            aria-selected={state.view === id}
            aria-controls="sk-panel"
            tabIndex={state.view === id ? 0 : -1}
            onClick={() => store.show(id)}
          >
            {label}
            {id === "create" && running > 0 && (
              <span class="sk-badge">
                {running}
                <span class="sk-unseen"> running</span>
              </span>
            )}
          </button>
        ))}
      </div>
      {state.credits !== undefined && (
        <span class="sk-credits" title="What the account has left">
          {credits(state.credits)} left
        </span>
      )}
    </div>
  );
}

/** Credits are dollars; the balance is rounded for reading. */
const credits = (amount: number) => `$${amount.toFixed(2)}`;
