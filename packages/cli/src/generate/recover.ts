import { isSeedkitError, type Prepared, resultLifetimeMs, SeedkitError } from "@seedkit/core";
import type { Host } from "../host.ts";
import { interruptible } from "../interrupt.ts";
import { checkTarget } from "../output/check-target.ts";
import { planTarget } from "../output/target.ts";
import { openPending, type PendingNote } from "../pending.ts";
import { connect } from "../settings/connect.ts";
import { requireKey } from "../settings/key.ts";
import { startProgress } from "../terminal/progress.ts";
import { createCollector } from "./collect.ts";
import { finish } from "./finish.ts";
import { openLedger } from "./ledger.ts";

export type RecoverOptions = {
  readonly output?: string;
  readonly overwrite?: boolean;
  readonly timeout?: string;
  readonly preview?: boolean;
  readonly json?: boolean;
};

/** Waits for a request that was submitted earlier and saves its images. It never pays again. */
export async function runRecover(host: Host, requestId: string, options: RecoverOptions): Promise<void> {
  const pending = await openPending(host);
  const found = await pending.find(requestId);
  if (!found) throw await unknown(requestId, pending.list());
  const { ticket } = found;
  const prompt = typeof ticket.input.prompt === "string" ? ticket.input.prompt : "";
  // The place named now wins; else where the images were wanted when they were ordered.
  const place =
    options.output === undefined ? found.save : { ...found.save, output: options.output, cwd: host.cwd };
  const target = await planTarget(
    // What was asked for then may have come since: of several images another may have that name.
    { ...place, overwrite: options.overwrite ?? false },
    prompt,
    ticket.model,
  );
  if (options.output !== undefined) await checkTarget(target);

  const key = (await requireKey(host)).value;
  const planner = await connect(host, {}, undefined);
  const prepared: Prepared = {
    ...planner.client.prepare(ticket.model, ticket.input),
    plan: ticket.plan,
    cost: ticket.estimated,
  };
  const ledger = openLedger(prepared);
  const progress = startProgress(host, {
    model: ticket.model,
    calls: 1,
    cost: `${ticket.estimated.formatted}, already ordered`,
    typicalMs: prepared.typicalMs,
  });
  const collector = createCollector(host, { ledger, target, progress, pending });
  const address = { baseUrl: ticket.baseUrl, timeout: options.timeout, onEvent: progress.event };
  try {
    const { client } = await connect(host, address, key);
    await interruptible(
      host,
      async (signal) => collector.take(await client.recover(ticket, { signal }), 1, found.firstIndex),
      () => (collector.saving ? undefined : stopped(requestId)),
    );
  } catch (error) {
    await collector.failed(late(error, found, host.clock.now()), 1);
  } finally {
    progress.stop();
  }
  const { json = false, preview } = options;
  await finish(host, { ledger, calls: 1, json, preview, pending, emulated: false });
}

async function unknown(requestId: string, list: Promise<readonly PendingNote[]>): Promise<SeedkitError> {
  const known = await list;
  return new SeedkitError("not_found", `No request ${requestId} is noted on this machine`, {
    charged: "no",
    hint:
      known.length === 0
        ? "Nothing waits to be recovered: only requests of --transport queued can be."
        : "`seedkit recover --list` shows those that are.",
  });
}

/** A request that is "unknown" within its hour is another account's, most likely: its note must stay. */
function late(error: unknown, { ticket }: PendingNote, now: number): unknown {
  if (!isSeedkitError(error) || error.code !== "expired" || now - ticket.submittedAt > resultLifetimeMs)
    return error;
  return new SeedkitError("not_found", error.message, {
    charged: error.charged,
    requestId: ticket.requestId,
    model: ticket.model,
    attempts: error.attempts,
    cause: error,
    hint: "It was submitted less than an hour ago: is this the key it was submitted with?",
  });
}

function stopped(requestId: string): SeedkitError {
  return new SeedkitError("aborted", "Cancelled: the request goes on at the service", {
    charged: "maybe",
    requestId,
  });
}
