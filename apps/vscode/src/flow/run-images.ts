import type { JobOutcome, JobRequest } from "../core/jobs/job.ts";
import { runWithProgress } from "../jobs/run-job.ts";
import type { Services } from "../services.ts";
import type { MakeOptions } from "./make-images.ts";
import { type Ended, runSeveral } from "./run-several.ts";
import { showResult } from "./show-result.ts";

/** Makes the images and shows each result. What is paid for and came is kept, whatever became of the others. */
export async function runImages(
  services: Services,
  requests: readonly JobRequest[],
  options: MakeOptions,
): Promise<void> {
  const { place } = options;
  const [request] = requests;
  if (!request) return place?.dispose();
  const shown = new Set<string>();
  const show = ({ images }: Pick<JobOutcome, "images">) => {
    // What comes of a set later comes with what was there.
    const more = images.filter(({ uri }) => !shown.has(uri));
    for (const { uri } of more) shown.add(uri);
    return showResult(services, requests, more, options);
  };
  const over = () => {
    // The toast of the result gives the place back.
    if (shown.size === 0) place?.dispose();
  };
  if (requests.length === 1) return show(await runWithProgress(services, request, { later: show, over }));
  const all = (outcomes: readonly JobOutcome[]) => show({ images: outcomes.flatMap(({ images }) => images) });
  const again = (failed: readonly JobRequest[]) => runImages(services, failed, options);
  const later = (ended: readonly Ended[]) => all(ended.map(({ outcome }) => outcome));
  return all(await runSeveral(services, requests, { again, later, over }));
}
