import type { Cell } from "./cell.ts";
import { modelOf } from "./cell.ts";
import { cancelled } from "./failure.ts";
import type { History } from "./history.ts";
import type { Keys } from "./keys.ts";
import type { Runner } from "./runner.ts";
import type { Job, Settings } from "./state.ts";
import type { KeptTicket, TicketBook } from "./tickets.ts";
import { whenIdle } from "./when-idle.ts";

type Parts = {
  readonly cell: Cell;
  readonly history: History;
  readonly tickets: TicketBook;
  readonly runner: Runner;
  readonly keys: Keys;
};

/** Reads what the host keeps, follows its destinations, and fetches what was paid for and never arrived. */
export function startPanel({ cell, history, tickets, runner, keys }: Parts) {
  const { host, get, set } = cell;
  let started: Promise<void> | undefined;
  let unwatch: (() => void) | undefined;

  const recoverKept = async () => {
    const kept = await tickets.list();
    const known = new Set(get().jobs.map(({ ticket }) => ticket?.requestId));
    const jobs = kept.filter(({ ticket }) => !known.has(ticket.requestId)).map((one) => jobOf(cell, one));
    if (jobs.length === 0) return;
    set({ jobs: [...get().jobs, ...jobs] });
    for (const job of jobs) if (job.status !== "cancelled") runner.recover(job.id);
  };

  const readKnown = async () => {
    // A storage that throws (a sandboxed frame) must not keep the panel from showing.
    const [settings, hasKey] = await Promise.all([
      host.storage.get("settings").catch(() => undefined),
      host.key.has().catch(() => false),
    ]);
    set({ settings: { ...get().settings, ...knownSettings(settings) }, hasKey, ready: true });
  };

  const start = async () => {
    // Nothing is waited for where the host knows: the first drawing has it all.
    if (!get().ready) await readKnown();
    unwatch = host.watchDestinations?.((destinations) => {
      const { form } = get();
      const kept = destinations.find(({ id }) => id === form.destination) ?? destinations[0];
      set({ destinations, form: { ...form, destination: kept?.id } });
    });
    await whenIdle();
    await history.load().catch(() => {});
    if (!get().hasKey) return;
    void keys.refreshCredits();
    await recoverKept().catch(() => {});
  };

  return {
    recoverKept,
    stop() {
      unwatch?.();
      started = undefined;
    },
    start() {
      started ??= start();
      return started;
    },
  };
}

/** What of a stored value is settings of this version. */
export function knownSettings(value: unknown): Partial<Settings> {
  if (typeof value !== "object" || value === null) return {};
  const { transport, capMicros } = value as Record<string, unknown>;
  return {
    ...(transport === "sync" || transport === "queued" ? { transport } : {}),
    ...(typeof capMicros === "number" || capMicros === null ? { capMicros } : {}),
  };
}

function jobOf(cell: Cell, { ticket, job, place, cancelled: byUser }: KeptTicket): Job {
  const { plan, model, input } = ticket;
  return {
    ...{ id: job, run: `kept-${job}`, model, prompt: String(input.prompt ?? ""), input, place, ticket },
    ...{ transport: "queued", ratio: plan.width / plan.height, results: [] },
    typicalMs: modelOf(cell.models, model).typicalMs,
    ...(byUser
      ? { status: "cancelled", error: { ...cancelled("maybe"), requestId: ticket.requestId } }
      : { status: "processing", startedAt: cell.clock.now() }),
  };
}
