import { formatMicros } from "@seedkit/core";
import { modelOf } from "../store/cell.ts";
import type { Job } from "../store/state.ts";
import { pixels } from "../words.ts";
import { Button } from "./button.tsx";
import { useObjectUrl, useStore } from "./context.ts";
import { ImageDialog } from "./image-dialog.tsx";

type Props = {
  readonly jobs: readonly Job[];
  readonly id: string;
  readonly onMove: (id: string) => void;
  readonly onClose: () => void;
};

/** One image as large as the panel, with what made it. Arrow keys go to the next. */
export function ResultZoom({ jobs, id, onMove, onClose }: Props) {
  const store = useStore();
  const all = jobs.flatMap((job) => job.results.map((result) => ({ job, result })));
  const at = all.findIndex(({ result }) => result.id === id);
  const shown = all[at];
  const source = useObjectUrl(shown?.result.blob);
  if (!shown) return null;
  const { job, result } = shown;
  const model = modelOf(store.models, job.model);
  const actions = store.host.actions?.filter(({ fits }) => fits?.(result) ?? true) ?? [];
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = by === undefined ? undefined : all[at + by];
    if (next) onMove(next.result.id);
  };
  const edit = () => {
    onClose();
    store.load(job.model, job.input);
    // The dialog gives the focus back first.
    setTimeout(() => document.querySelector<HTMLElement>("#sk-prompt")?.focus());
  };
  return (
    <ImageDialog
      label={job.prompt}
      source={source}
      facts={[
        pixels(result.width, result.height),
        result.where ?? job.place?.label ?? false,
        model.title,
        all.length > 1 && `${at + 1} of ${all.length}`,
      ]}
      onClose={onClose}
      onKey={keys}
    >
      {actions.map(({ id: action, label }, index) => (
        <button
          key={action}
          type="button"
          class={index === 0 ? "sk-button sk-main" : "sk-button"}
          onClick={() => void store.act(action, job, result)}
        >
          {label}
        </button>
      ))}
      <Button onClick={edit}>Edit prompt</Button>
      <Button
        onClick={() => {
          onClose();
          store.regenerate(job.model, job.input);
        }}
      >
        {`Regenerate · ${formatMicros(model.price)}`}
      </Button>
    </ImageDialog>
  );
}
