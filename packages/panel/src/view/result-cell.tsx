import type { Job, Result } from "../store/state.ts";
import { pixels } from "../words.ts";
import { Button } from "./button.tsx";
import { useObjectUrl, useStore } from "./context.ts";

type Props = {
  readonly job: Job;
  readonly result: Result;
  /** width / height of the box around it. */
  readonly ratio: number;
  readonly onZoom: () => void;
};

export function ResultCell({ job, result, ratio, onZoom }: Props) {
  const store = useStore();
  const { blob, thumb, width, height, where, undelivered } = result;
  const source = useObjectUrl(thumb ?? blob);
  const { host } = store;
  const drag = (event: DragEvent) => {
    // The bytes are read before the drag ends; a host that needs them at once keeps them by the job's id.
    void store.delivery(job, result).then((delivery) => host.drag?.(event, delivery));
  };
  const actions = host.actions?.filter(({ fits }) => fits?.(result) ?? true) ?? [];
  const caption = [pixels(width, height), where ?? job.place?.label].filter(Boolean).join(" · ");
  const name = job.place?.label ?? `Image ${result.index + 1}`;
  return (
    <li class="sk-cell">
      <button
        type="button"
        class="sk-frame sk-picture"
        style={{ aspectRatio: String(ratio) }}
        aria-label={`${name}, ${pixels(width, height)}: ${job.prompt}`}
        draggable={host.drag !== undefined}
        onDragEnd={host.drag && drag}
        onClick={onZoom}
      >
        <img src={source} alt="" draggable={false} />
      </button>
      <span class="sk-caption" title={caption}>
        {caption}
      </span>
      {undelivered && <p class="sk-problem">{undelivered}</p>}
      {actions.length > 0 && (
        <span class="sk-actions">
          {actions.map(({ id, label }) => (
            <Button key={id} onClick={() => void store.act(id, job, result)}>
              {label}
            </Button>
          ))}
        </span>
      )}
    </li>
  );
}
