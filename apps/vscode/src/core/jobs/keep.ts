import { type Generation, readHeader, SeedkitError } from "@seedkit/core";
import type { JobOutcome, SavedImage } from "./job.ts";
import type { LiveJob } from "./live-job.ts";
import type { QueueHost } from "./queue-host.ts";
import { RecordTaken } from "./records.ts";

/** `fetchable`: an image could be written nowhere, and still lies at the service. */
export type Kept = { readonly outcome: JobOutcome; readonly fetchable: boolean };

/** Saves what a job gave, less what was saved of it before, and forgets the record. */
export async function keep(host: QueueHost, job: LiveJob, generation: Generation): Promise<Kept> {
  job.enter("saving", host.clock.now());
  const write = async () => {
    try {
      await host.records.write(job.record);
    } catch (error) {
      if (error instanceof RecordTaken) throw error;
      host.log(`${job.id}: the record could not be written: ${String(error)}`);
    }
  };
  // Where another window has taken it over, that one saves.
  await write();
  const there = await savedBefore(host, job);
  const missing = generation.images.flatMap((image, index) => (there.has(index) ? [] : [{ image, index }]));
  const notes = {
    async willWrite(index: number, uri: string) {
      const at = missing[index]?.index ?? index;
      job.record = { ...job.record, files: { ...job.record.files, [at]: uri } };
      // Too late to stop: what is half written is worse than what is there twice.
      await write().catch(() => {});
    },
  };
  const made = { ...generation, images: missing.map(({ image }) => image) };
  const { images, problem } =
    missing.length > 0
      ? await host.save(job.request, made, notes)
      : { images: [] as readonly SavedImage[], problem: undefined };
  const all = [...there.values(), ...images];
  await host.remember?.(job.record, all, generation);
  const fetchable = job.record.ticket !== undefined && problem?.imageUrls !== undefined;
  await host.records[fetchable ? "rest" : "remove"](job.id).catch((error) =>
    host.log(`${job.id}: the record could not be removed: ${String(error)}`),
  );
  const error = problem ?? notFetched(generation);
  return { outcome: { images: all, ...(error && { error }) }, fetchable };
}

/** Images that lie where the record says they were being written, by their index. */
async function savedBefore(host: QueueHost, { record }: LiveJob): Promise<Map<number, SavedImage>> {
  const there = new Map<number, SavedImage>();
  const { model, input } = record.request;
  for (const [index, uri] of Object.entries(record.files ?? {})) {
    const header = await host.read(uri).then(readHeader, () => undefined);
    if (header) there.set(Number(index), { uri, ...header, model, prompt: String(input.prompt ?? "") });
  }
  return there;
}

function notFetched({ failures }: Generation): SeedkitError | undefined {
  const [first] = failures;
  if (!first) return undefined;
  const imageUrls = failures.flatMap((failure) => failure.imageUrls ?? []);
  const { code, message, ...details } = first;
  return new SeedkitError(code, message, { ...details, charged: "yes", imageUrls });
}
