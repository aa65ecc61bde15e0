import { formatMicros } from "@seedkit/core";
import { useState } from "preact/hooks";
import { modelOf } from "../store/cell.ts";
import type { HistoryEntry } from "../store/state.ts";
import { pixels } from "../words.ts";
import { Button } from "./button.tsx";
import { useObjectUrl, useStore } from "./context.ts";
import { ImageDialog } from "./image-dialog.tsx";

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
    <ImageDialog
      label={entry.prompt}
      source={source}
      facts={[
        pixels(entry.width, entry.height),
        model.title,
        formatMicros(entry.costMicros),
        new Date(entry.at).toLocaleString(),
      ]}
      problem={gone && "Its pixels are not within reach here. Regenerate makes a new one."}
      onClose={onClose}
    >
      {store.host.reuse && (
        <Button kind="main" onClick={() => void reuse()}>
          Insert
        </Button>
      )}
      <Button onClick={then(() => store.load(entry.model, entry.input))}>Edit prompt</Button>
      <Button
        onClick={then(() => {
          store.show("create");
          store.regenerate(entry.model, entry.input);
        })}
      >
        {`Regenerate · ${formatMicros(model.price)}`}
      </Button>
      <Button onClick={then(() => void store.removeHistory([entry.id]))}>Delete</Button>
    </ImageDialog>
  );
}
