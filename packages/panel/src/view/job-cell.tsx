import type { Job, JobStatus } from "../store/state.ts";
import { duration } from "../words.ts";
import { Tool } from "./button.tsx";
import { useStore } from "./context.ts";

const statusTexts: Readonly<Record<JobStatus, string>> = {
  waiting: "Waiting",
  uploading: "Uploading references",
  sending: "Generating",
  retrying: "Trying again soon",
  queued: "In the queue",
  processing: "Generating",
  downloading: "Loading",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

// Never full by time alone: only the image itself ends it.
const most = 0.95;

type Props = {
  readonly job: Job;
  /** width / height of the box. */
  readonly ratio: number;
  readonly now: number;
};

/** An image on its way: what happens, for how long, and against how long it usually takes. */
export function JobCell({ job, ratio, now }: Props) {
  const store = useStore();
  const { status, startedAt, typicalMs, place } = job;
  const elapsed = startedAt === undefined ? 0 : Math.max(0, now - startedAt);
  const late = elapsed > typicalMs * 1.5;
  const name = place ? `${statusTexts[status]}: ${place.label}` : statusTexts[status];
  return (
    <li class="sk-cell">
      <div class="sk-frame sk-pending" style={{ aspectRatio: String(ratio) }}>
        <strong>{statusTexts[status]}</strong>
        {startedAt !== undefined && (
          <span class="sk-hint">
            {late
              ? `${duration(elapsed)}, longer than usual`
              : `${duration(elapsed)} of about ${duration(typicalMs)}`}
          </span>
        )}
        <progress class="sk-progress" max={1} value={Math.min(most, elapsed / typicalMs)} aria-label={name} />
        <Tool
          icon="close"
          kind="corner"
          label={`Cancel ${place?.label ?? "this image"}`}
          onClick={() => store.cancel([job.id])}
        />
      </div>
      {place && <span class="sk-caption">{place.label}</span>}
    </li>
  );
}
