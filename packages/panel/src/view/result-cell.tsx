import type { Job, Result } from "../store/state.ts";
import { pixels } from "../words.ts";
import { Button } from "./button.tsx";
import { useObjectUrl, useStore } from "./context.ts";
import { clampRatio } from "./job-cell.tsx";

type Props = { readonly job: Job; readonly result: Result; readonly onZoom: () => void };

export function ResultCell({ job, result, onZoom }: Props) {
  const store = useStore();
  const { blob, thumb, width, height, undelivered } = result;
  const source = useObjectUrl(thumb ?? blob);
  const { host } = store;
  const drag = (event: DragEvent) => {
    // The bytes are read before the drag ends; a host that needs them at once keeps them by the job's id.
    void store.delivery(job, result).then((delivery) => host.drag?.(event, delivery));
  };
  const name = job.place?.label ?? `Image ${result.index + 1}`;
  return (
    <li class="sk-cell">
      <button
        type="button"
        class="sk-frame sk-picture"
        style={{ aspectRatio: String(clampRatio(width > 0 ? width / height : job.ratio)) }}
        aria-label={`${name}, ${pixels(width, height)}: ${job.prompt}`}
        draggable={host.drag !== undefined}
        onDragEnd={host.drag && drag}
        onClick={onZoom}
      >
        <img src={source} alt="" draggable={false} />
      </button>
      <span class="sk-caption">{job.place?.label ?? pixels(width, height)}</span>
      {undelivered && <p class="sk-problem">{undelivered}</p>}
      {host.actions && host.actions.length > 0 && (
        <span class="sk-actions">
          {host.actions.map(({ id, label }) => (
            <Button key={id} onClick={() => void store.act(id, job, result)}>
              {label}
            </Button>
          ))}
        </span>
      )}
    </li>
  );
}
