import {
  type ClientEvent,
  type Generation,
  isSeedkitError,
  type Prepared,
  SeedkitError,
  type Ticket,
} from "@seedkit/core";
import type { Session } from "../session/session.ts";
import { inTerminal } from "../tools/advice.ts";
import { failureData } from "../tools/failure-text.ts";
import type { ToolCall } from "./create-server.ts";
import { deliver, priceOf } from "./deliver.ts";
import { type ImageRequest, readImageRequest } from "./image-request.ts";
import { isFinal } from "./is-final.ts";
import { startProgress } from "./progress.ts";
import { failureAnswer, type ToolAnswer } from "./tool-answer.ts";

/** Makes images: everything that can fail for free fails first, then the money is held, then it is sent. */
export async function callImage(session: Session, call: ToolCall): Promise<ToolAnswer> {
  const request = await readImageRequest(session, call.tool, call.given);
  const prepared = session.client.prepare(request.model, request.input, { transport: "queued" });
  const earlier = session.openCalls.take(request.key, session.clock.now());
  // What an earlier call ordered is counted already.
  const held = earlier ? undefined : session.budget.reserve(prepared.cost.max.micros, prepared.model);
  const sent = watchSent(session, request, earlier);
  const progress = startProgress(session.clock, prepared.typicalMs, call.progress);
  try {
    const generation = await make(session, call, request, earlier, (event) => {
      sent.event(event);
      progress.event(event);
    });
    held?.settle(priceOf(generation).micros);
    progress.phase("Saving");
    return await deliver(session, call, { request, generation, again: earlier !== undefined });
  } catch (error) {
    const failure = failed(session, call, { error, prepared, request, ticket: sent.ticket, sent: sent.any });
    held?.settle(failure.charged === "no" ? 0 : prepared.cost.max.micros);
    return failureAnswer(failure, session.advice);
  } finally {
    progress.stop();
  }
}

async function make(
  { client, limiter }: Session,
  { signal }: ToolCall,
  { model, input }: ImageRequest,
  earlier: Ticket | undefined,
  onEvent: (event: ClientEvent) => void,
): Promise<Generation> {
  const leave = await limiter.enter({ signal }).catch(() => {
    throw new SeedkitError("aborted", "Cancelled while it waited for its turn", { charged: "no", model });
  });
  try {
    if (earlier) return await client.recover(earlier, { signal, onEvent });
    return await client.generate(model, input, { signal, onEvent, transport: "queued" });
  } finally {
    leave();
  }
}

/** Follows what was sent, and notes a request the moment it has an id. */
function watchSent({ tickets, files, log }: Session, { place }: ImageRequest, earlier: Ticket | undefined) {
  let ticket = earlier;
  let any = earlier !== undefined;
  return {
    get ticket() {
      return ticket;
    },
    get any() {
      return any;
    },
    event(event: ClientEvent) {
      if (event.type === "attempt") any = true;
      if (event.type !== "submitted") return;
      ticket = event.ticket;
      try {
        tickets?.note(ticket, { folder: files.folder, output: place.output, most: place.most });
      } catch (error) {
        // It is paid for: it goes on all the same.
        log(`request ${ticket.requestId} could not be noted: ${(error as Error).message}`);
      }
    },
  };
}

type Failed = {
  readonly error: unknown;
  readonly prepared: Prepared;
  readonly request: ImageRequest;
  readonly ticket: Ticket | undefined;
  readonly sent: boolean;
};

function failed(session: Session, call: ToolCall, { error, prepared, request, ticket, sent }: Failed) {
  const age = ticket ? session.clock.now() - ticket.submittedAt : 0;
  const final = isSeedkitError(error) && isFinal(error, age);
  const open = final ? undefined : ticket;
  const failure = failureData(error, { price: prepared.cost.max.micros, sent, submitted: open?.requestId });
  if (ticket && final) void session.tickets?.drop(ticket.requestId);
  if (open) session.openCalls.keep(request.key, open);
  const line = `${call.tool}: ${failure.code}: ${failure.message} (charged: ${failure.charged})`;
  session.log(failure.requestId ? `${line}, request ${failure.requestId}` : line);
  if (call.signal.aborted && failure.charged !== "no")
    session.untold.push(cancelledText(session, prepared, ticket));
  return failure;
}

/** The protocol gives a cancelled call no answer: the next one says this. */
function cancelledText({ advice }: Session, { cost }: Prepared, ticket: Ticket | undefined): string {
  const recover = advice?.recover ?? inTerminal;
  const fetch = ticket
    ? ` The same arguments once more fetch it without paying again${recover(ticket.requestId)}`
    : "";
  return `Note: the call that was cancelled may have cost up to ${cost.max.formatted}.${fetch}`;
}
