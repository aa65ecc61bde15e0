import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { PanelStore } from "../store/create-store.ts";
import type { PanelState } from "../store/state.ts";

export const StoreContext = createContext<PanelStore | undefined>(undefined);

export function useStore(): PanelStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new TypeError("No panel around this component");
  return store;
}

/** The state, and a new rendering after each change. */
export function usePanelState(store: PanelStore): PanelState {
  const [state, setState] = useState(store.getState());
  useEffect(() => {
    setState(store.getState());
    return store.subscribe(() => setState(store.getState()));
  }, [store]);
  return state;
}

/** An address for image bytes that is given back when nothing shows it any more. */
export function useObjectUrl(source: Blob | Uint8Array | undefined, type = "image/jpeg"): string | undefined {
  const url = useMemo(() => {
    if (source === undefined) return undefined;
    const blob = source instanceof Blob ? source : new Blob([source as Uint8Array<ArrayBuffer>], { type });
    return URL.createObjectURL(blob);
  }, [source, type]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  return url;
}
