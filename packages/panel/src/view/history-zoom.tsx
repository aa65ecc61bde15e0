import { formatMicros } from "@seedkit/core";
import { useState } from "preact/hooks";
import { modelOf } from "../store/cell.ts";
import type { HistoryEntry } from "../store/state.ts";
import { pixels } from "../words.ts";
import { useObjectUrl, useStore } from "./context.ts";
import { Dialog } from "./dialog.tsx";

type Props = {
  readonly entry: HistoryEntry;
  readonly thumb: Uint8Array | undefined;
  readonly onClose: () => void;
};

/** An image of the past: put it back at no cost where that is possible, else make it again with its price. */
export function HistoryZoom({ entry, thumb, onClose }: Props) {
  const store = useStore();
  const source = useObjectUrl(thumb);
  const [gone, setGone] = useState(false);
  const model = modelOf(store.models, entry.model);
  const reuse = async () => {
    if (await store.reuse(entry)) onClose();
    else setGone(true);
  };
  const then = (work: () => void) => () => {
    onClose();
    work();
  };
  return (
    <Dialog label={entry.prompt} onClose={onClose}>
      {source && <img class="sk-large" src={source} alt={entry.prompt} />}
      <p class="sk-dialog-prompt">{entry.prompt}</p>
      <p class="sk-hint">
        {`${pixels(entry.width, entry.height)} · ${model.title} · ${formatMicros(entry.costMicros)} · ${new Date(entry.at).toLocaleString()}`}
      </p>
      {gone && <p class="sk-problem">Its pixels are not within reach here. Regenerate makes a new one.</p>}
      <div class="sk-actions">
        {store.host.reuse && (
          <button type="button" class="sk-button sk-main" onClick={() => void reuse()}>
            Insert
          </button>
        )}
        <button type="button" class="sk-button" onClick={then(() => store.load(entry.model, entry.input))}>
          Edit prompt
        </button>
        <button
          type="button"
          class="sk-button"
          onClick={then(() => {
            store.show("create");
            store.regenerate(entry.model, entry.input);
          })}
        >
          {`Regenerate · ${formatMicros(model.price)}`}
        </button>
        <button type="button" class="sk-button" onClick={then(() => void store.removeHistory([entry.id]))}>
          Delete
        </button>
      </div>
    </Dialog>
  );
}
