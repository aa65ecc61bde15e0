import { useState } from "preact/hooks";
import type { PanelState } from "../store/state.ts";
import { pixels, plural } from "../words.ts";
import { Button } from "./button.tsx";
import { useStore } from "./context.ts";
import { HistoryZoom } from "./history-zoom.tsx";
import { Icon } from "./icons.tsx";
import { ImageGrid } from "./image-grid.tsx";

/** What was made before, newest first. */
export function HistoryView({ state }: { readonly state: PanelState }) {
  const store = useStore();
  const { history, thumbs } = state;
  const [shown, setShown] = useState<string>();
  const [sure, setSure] = useState(false);
  const entry = history.find(({ id }) => id === shown);
  const clear = () => {
    if (sure) void store.removeHistory(history.map(({ id }) => id));
    setSure(!sure);
  };
  return (
    <section class="sk-scroll" aria-label="History">
      {history.length === 0 ? (
        <p class="sk-empty sk-alone">
          <Icon name="clock" />
          What you make is kept here: the newest 100 images.
        </p>
      ) : (
        <>
          <header class="sk-heading">
            <h2>History</h2>
            <span class="sk-hint">{plural(history.length, "image")}</span>
            <Button kind="bare sk-end" onClick={clear} onBlur={() => setSure(false)}>
              {sure ? "Really clear all" : "Clear all"}
            </Button>
          </header>
          <ImageGrid
            label="Images made before"
            images={history.map(({ id, prompt, width, height }) => ({
              id,
              label: `${prompt}, ${pixels(width, height)}`,
              source: thumbs[id],
            }))}
            onOpen={setShown}
          />
        </>
      )}
      {entry && <HistoryZoom entry={entry} thumb={thumbs[entry.id]} onClose={() => setShown(undefined)} />}
    </section>
  );
}
