import { useState } from "preact/hooks";
import { grouped } from "../grouped.ts";
import { isRunning, type Job } from "../store/state.ts";
import { plural } from "../words.ts";
import { Button } from "./button.tsx";
import { useStore } from "./context.ts";
import { Icon } from "./icons.tsx";
import { ResultZoom } from "./result-zoom.tsx";
import { Run } from "./run.tsx";

/** What was made since the panel was opened, newest first. */
export function Results({ jobs, now }: { readonly jobs: readonly Job[]; readonly now: number }) {
  const store = useStore();
  const [zoomed, setZoomed] = useState<string>();
  const runs = [...grouped(jobs, ({ run }) => run)];
  const running = jobs.filter(isRunning).length;
  const images = jobs.reduce((sum, { results }) => sum + results.length, 0);
  return (
    <section class="sk-results" aria-label="Results">
      <header class="sk-heading">
        <h2>Results</h2>
        {images > 0 && <span class="sk-hint">{plural(images, "image")}</span>}
        {running > 1 && (
          <Button kind="end" onClick={store.cancelAll}>
            Cancel all
          </Button>
        )}
        {jobs.length > 0 && running === 0 && (
          <Button kind="bare sk-end" title="They stay in the history" onClick={store.clearEnded}>
            Clear
          </Button>
        )}
      </header>
      {runs.length === 0 && (
        <p class="sk-empty">
          <Icon name="image" />
          Images appear here as they arrive.
        </p>
      )}
      {runs.map(([id, own]) => (
        <Run key={id} jobs={own} now={now} onZoom={setZoomed} />
      ))}
      {zoomed !== undefined && (
        <ResultZoom jobs={jobs} id={zoomed} onMove={setZoomed} onClose={() => setZoomed(undefined)} />
      )}
    </section>
  );
}
