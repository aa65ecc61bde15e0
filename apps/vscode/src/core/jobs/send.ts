import {
  type Client,
  type Generation,
  isSeedkitError,
  type LooseInput,
  SeedkitError,
  type Ticket,
} from "@seedkit/core";
import { checkPlanned } from "../manifest/check-planned.ts";
import { follow } from "./follow.ts";
import type { LiveJob } from "./live-job.ts";
import type { Held, QueueHost } from "./queue-host.ts";
import { RecordTaken } from "./records.ts";

/** Models without a queue, by client: nobody is asked twice. */
const withoutQueue = new WeakMap<Client, Set<string>>();

/** Generates what a job asks for. Each step that money depends on is written down before it is taken. */
export async function send(host: QueueHost, job: LiveJob, notes?: Held["notes"]): Promise<Generation> {
  const { model } = job.request;
  const deadline = host.clock.now() + host.timeoutMs();
  const left = () => Math.max(1, deadline - host.clock.now());
  const client = await host.connect();
  const input = await withReferences(host, job, client);
  job.record = { ...job.record, state: "posting" };
  await host.records.write(job.record);
  await notes?.starts(job.cost.max);
  // Nothing has left yet: from here on only the client can say what a cancelled job may have cost.
  job.signal.throwIfAborted();
  job.enter("sending", host.clock.now());
  const options = { signal: job.signal, onEvent: follow(host, job) };
  const queueless = withoutQueue.get(client) ?? new Set();
  if (!queueless.has(model)) {
    const ticket = await client
      .submit(model, input, { ...options, timeout: { total: left() } })
      .catch(undefinedWithoutQueue);
    if (ticket) {
      await note(host, job, ticket, notes);
      return recover(host, job, client, left());
    }
    withoutQueue.set(client, queueless.add(model));
    host.log(`${job.id}: ${model} has no queue, it goes by the synchronous transport`);
  }
  // The record stays at `posting`: without a request id there is nothing to fetch after a reload.
  job.enter("generating", host.clock.now());
  const timeout = { total: left(), attempt: left() };
  return client.generate(model, input, { ...options, timeout, transport: "sync" });
}

/** Waits for what was submitted and fetches its images. It never posts. `total` in ms. */
export async function recover(
  host: QueueHost,
  job: LiveJob,
  client: Client,
  total: number,
): Promise<Generation> {
  const { ticket } = job.record;
  if (!ticket) throw new SeedkitError("expired", "There is nothing to fetch", { charged: "no" });
  job.enter("queued", host.clock.now());
  return client.recover(ticket, { signal: job.signal, timeout: { total }, onEvent: follow(host, job) });
}

/** The input as it is sent: the addresses first, then the files, which are read and uploaded now. */
async function withReferences(host: QueueHost, job: LiveJob, client: Client): Promise<LooseInput> {
  const { input, references, referencePlaces, target } = job.request;
  if (references.length === 0) return input;
  job.enter("uploading", host.clock.now());
  const files = await Promise.all(references.map((uri) => host.read(uri)));
  if (target.kind === "entry") await checkPlanned(target, files);
  const urls = await client.upload(files, { signal: job.signal, onEvent: follow(host, job) });
  const addresses = Array.isArray(input.image_input) ? input.image_input : [];
  const list: unknown[] = [...addresses];
  // In their order each lands at its place.
  for (const [at, url] of urls.entries()) list.splice(referencePlaces?.[at] ?? list.length, 0, url);
  return { ...input, image_input: list };
}

async function note(
  { records, log }: QueueHost,
  job: LiveJob,
  ticket: Ticket,
  notes: Held["notes"],
): Promise<void> {
  job.record = { ...job.record, state: "submitted", ticket };
  log(`${job.id}: submitted as ${ticket.requestId}, ${ticket.estimated.formatted}`);
  try {
    await records.write(job.record).catch(async (error) => {
      if (!(error instanceof RecordTaken)) throw error;
      // Whoever took it holds no ticket and can fetch nothing: it stays ours.
      await records.remove(job.id);
      await records.write(job.record);
    });
  } catch (error) {
    // It is paid for: without its record it is fetched all the same, while this window lives.
    log(`${job.id}: the request id could not be written down: ${String(error)}`);
  }
  await notes
    ?.submitted(ticket)
    .catch((error) => log(`${job.id}: others cannot know its request id: ${String(error)}`));
}

/** A missing queue has no status; a 404 of anything else has one. */
function undefinedWithoutQueue(error: unknown): undefined {
  if (isSeedkitError(error) && error.code === "not_found" && error.status === undefined) return undefined;
  throw error;
}
