import { render } from "preact";
import { useEffect } from "preact/hooks";
import type { PanelStore } from "../store/create-store.ts";
import { StoreContext, usePanelState } from "./context.ts";
import { CreateView } from "./create-view.tsx";
import { FirstRun } from "./first-run.tsx";
import { HistoryView } from "./history-view.tsx";
import { SettingsView } from "./settings-view.tsx";
import { Tabs } from "./tabs.tsx";

export type PanelProps = { readonly store: PanelStore };

/** The whole panel. It fills its parent. */
export function Panel({ store }: PanelProps) {
  const state = usePanelState(store);
  useEffect(() => {
    void store.start();
    return store.stop;
  }, [store]);
  const first = !state.hasKey && state.jobs.length === 0;
  return (
    <StoreContext.Provider value={store}>
      <div class="seedkit">
        {state.ready && (
          <>
            <Tabs state={state} />
            <div class="sk-view" role="tabpanel" id="sk-panel" aria-labelledby={`sk-tab-${state.view}`}>
              {state.view === "create" && (first ? <FirstRun state={state} /> : <CreateView state={state} />)}
              {state.view === "history" && <HistoryView state={state} />}
              {state.view === "settings" && <SettingsView state={state} />}
            </div>
          </>
        )}
        <div class="sk-unseen" role="status">
          {state.announcement}
        </div>
      </div>
    </StoreContext.Provider>
  );
}

/** Shows the panel in an element; returns a function that takes it away. */
export function mountPanel(element: Element, store: PanelStore): () => void {
  render(<Panel store={store} />, element);
  return () => render(null, element);
}
