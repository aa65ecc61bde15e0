import { formatMicros } from "@seedkit/core";
import { modelOf } from "../store/cell.ts";
import type { Job } from "../store/state.ts";
import { pixels } from "../words.ts";
import { useObjectUrl, useStore } from "./context.ts";
import { Dialog } from "./dialog.tsx";

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
    <Dialog label={job.prompt} onClose={onClose} onKey={keys}>
      <img class="sk-large" src={source} alt={job.prompt} />
      <p class="sk-dialog-prompt">{job.prompt}</p>
      <p class="sk-hint">
        {`${pixels(result.width, result.height)} · ${model.title}${all.length > 1 ? ` · ${at + 1} of ${all.length}` : ""}`}
      </p>
      <div class="sk-actions">
        {store.host.actions?.map(({ id: action, label }, index) => (
          <button
            key={action}
            type="button"
            class={index === 0 ? "sk-button sk-main" : "sk-button"}
            onClick={() => void store.act(action, job, result)}
          >
            {label}
          </button>
        ))}
        <button type="button" class="sk-button" onClick={edit}>
          Edit prompt
        </button>
        <button
          type="button"
          class="sk-button"
          onClick={() => {
            onClose();
            store.regenerate(job.model, job.input);
          }}
        >
          {`Regenerate · ${formatMicros(model.price)}`}
        </button>
      </div>
    </Dialog>
  );
}
