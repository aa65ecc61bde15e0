import { type Generation, readHeader, SeedkitError } from "@seedkit/core";
import type { JobOutcome, SavedImage } from "./job.ts";
import type { LiveJob } from "./live-job.ts";
import type { QueueHost, Saved } from "./queue-host.ts";
import { RecordTaken } from "./records.ts";

export type Kept = {
  readonly outcome: JobOutcome;
  /** An image did not come, or could be written nowhere, and still lies at the service. */
  readonly fetchable: boolean;
  /** They could not be made into files: whoever works there next makes them of these. */
  readonly kept: Saved["kept"];
};

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
  const there = await savedBefore(host, job, generation);
  const missing = generation.images.flatMap((image, index) => (there.has(index) ? [] : [{ image, index }]));
  const notes = {
    async willWrite(index: number, uri: string) {
      const names = missing[index] ? namesOf(missing[index], generation) : [];
      const written = Object.fromEntries(names.map((name) => [name, uri]));
      job.record = { ...job.record, files: { ...job.record.files, ...written } };
      // Too late to stop: what is half written is worse than what is there twice.
      await write().catch(() => {});
    },
  };
  const made = { ...generation, images: missing.map(({ image }) => image) };
  const nothing: Saved = { images: [] };
  const { images, problem, kept } = missing.length > 0 ? await host.save(job.request, made, notes) : nothing;
  const all = [...there.values(), ...images];
  await host.remember?.(job.record, all, generation);
  const isLeft = problem?.imageUrls !== undefined || generation.failures.length > 0;
  const fetchable = job.record.ticket !== undefined && isLeft;
  await host.records[fetchable ? "rest" : "remove"](job.id).catch((error) =>
    host.log(`${job.id}: the record could not be removed: ${String(error)}`),
  );
  const error = problem ?? notFetched(generation);
  return { outcome: { images: all, ...(error && { error }) }, fetchable, kept };
}

type Came = { readonly image: Generation["images"][number]; readonly index: number };

/** What an image is found by again. Where one of a set did not come, the others have moved up. */
function namesOf({ image: { url }, index }: Came, { failures }: Generation): readonly string[] {
  return [...(failures.length === 0 ? [String(index)] : []), ...(url === undefined ? [] : [url])];
}

/** Images that lie where the record says they were being written, by their index. */
async function savedBefore(
  host: QueueHost,
  { record }: LiveJob,
  generation: Generation,
): Promise<Map<number, SavedImage>> {
  const there = new Map<number, SavedImage>();
  const { model, input } = record.request;
  const files = new Map(Object.entries(record.files ?? {}));
  for (const [index, image] of generation.images.entries()) {
    const name = namesOf({ image, index }, generation).find((one) => files.has(one)) ?? "";
    const uri = files.get(name);
    const header = uri === undefined ? undefined : await host.read(uri).then(readHeader, () => undefined);
    if (uri !== undefined && header)
      there.set(index, { uri, ...header, model, prompt: String(input.prompt ?? "") });
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
