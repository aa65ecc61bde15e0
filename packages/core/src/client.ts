import { AttemptFailure } from "./attempt.ts";
import type { CallOptions, Client, ClientOptions } from "./client-options.ts";
import { type Call, createCall, createContext } from "./context.ts";
import { readCredits } from "./credits.ts";
import { fetchImages } from "./download.ts";
import { isSeedkitError, SeedkitError, withDetails } from "./errors.ts";
import type { Generation, Prepared } from "./generation.ts";
import type { Model } from "./models/model.ts";
import { findModel } from "./models/registry.ts";
import { prepareRequest, type Ready } from "./prepare.ts";
import type { Reference } from "./references.ts";
import { enterLine } from "./request.ts";
import type { Ticket } from "./tickets.ts";
import type { Outcome } from "./transport/outcome.ts";
import { awaitQueued, submitQueued } from "./transport/queued.ts";
import { sendSync } from "./transport/sync.ts";
import { createUploader } from "./upload.ts";
import type { LooseInput } from "./validation.ts";
import { runVariations } from "./variations.ts";

export type {
  CallOptions,
  Client,
  ClientOptions,
  RetryOptions,
  Shrink,
  Timeout,
  Transport,
} from "./client-options.ts";
export type { Credits, GeneratedImage, Generation, Prepared, Timings, Variation } from "./generation.ts";
export { createLimiter, type Limiter, LimiterDeadline, type LimiterOptions } from "./limiter.ts";

/**
 * Makes a client for the models it is given. Nothing is sent before the input is valid; a call that may have
 * been paid for is never posted again by itself; every failure is a `SeedkitError`.
 * @throws SeedkitError `invalid_input` for a base URL that is no https address
 */
export function createClient<const M extends Model>(options: ClientOptions<M>): Client<M> {
  const context = createContext(options);
  const uploader = createUploader(context, options.shrink);

  const ready = (model: string | Model, input: LooseInput, call?: CallOptions): Ready =>
    prepareRequest(
      context,
      findModel<Model>(options.models, model),
      input,
      call?.transport ?? options.transport ?? "sync",
    );

  /** Runs a call in a slot of the limiter, and lets only our own errors out. */
  const run = async <T>(call: Call, work: () => Promise<T>, slot = true): Promise<T> => {
    try {
      if (!slot) return await work();
      const leave = await enterLine(
        context.limiter.enter({ signal: call.signal, deadline: call.deadline }),
        call,
      );
      try {
        return await work();
      } finally {
        leave();
      }
    } catch (thrown) {
      const error = thrown instanceof AttemptFailure ? thrown.error : thrown;
      if (!isSeedkitError(error)) throw error;
      throw error.model === undefined && call.model !== undefined
        ? withDetails(error, { model: call.model })
        : error;
    }
  };

  const begin = (prepared: Prepared, callOptions: CallOptions): Call => {
    const call = createCall(context, options, callOptions, prepared.model);
    for (const warning of prepared.warnings) call.emit({ type: "warning", warning });
    checkBudget(prepared, callOptions.maxCost);
    return call;
  };

  const bodyOf = async (call: Call, key: string, { body, references }: Ready): Promise<LooseInput> =>
    references.length === 0 ? body : { ...body, image_input: await uploader(call, key, references) };

  const finish = async (
    call: Call,
    { prepared }: Ready,
    body: LooseInput,
    outcome: Outcome,
  ): Promise<Generation> => {
    const { found, attempts, requestId, creditsLeft, reported, inferenceMs, queueMs } = outcome;
    const { images, failures } = await fetchImages(context, call, found).catch((error: unknown) => {
      throw isSeedkitError(error)
        ? withDetails(error, { requestId: requestId ?? error.requestId, attempts })
        : error;
    });
    return {
      images,
      failures,
      model: prepared.model,
      input: body,
      plan: prepared.plan,
      ...(requestId === undefined ? {} : { requestId }),
      attempts,
      cost: { estimated: prepared.cost, ...(reported === undefined ? {} : { reported }) },
      ...(creditsLeft === undefined ? {} : { creditsLeft }),
      timings: {
        startedAt: call.startedAt,
        totalMs: context.clock.now() - call.startedAt,
        ...(inferenceMs === undefined ? {} : { inferenceMs }),
        ...(queueMs === undefined ? {} : { queueMs }),
      },
      warnings: call.warnings,
    };
  };

  const submitTicket = async (call: Call, { model, prepared }: Ready, body: LooseInput, key: string) => {
    const submitted = await submitQueued(context, call, model, body, key);
    if (!submitted) return undefined;
    const ticket: Ticket = {
      version: 1,
      requestId: submitted.requestId,
      model: model.id,
      input: body,
      plan: prepared.plan,
      estimated: prepared.cost,
      baseUrl: context.baseUrl,
      submittedAt: context.clock.now(),
    };
    call.emit({ type: "submitted", ticket });
    return { ticket, attempts: submitted.attempts };
  };

  const queued = async (
    call: Call,
    request: Ready,
    body: LooseInput,
    key: string,
  ): Promise<Outcome | undefined> => {
    const submission = await submitTicket(call, request, body, key);
    if (!submission) {
      const message =
        "The service has no queue for this model: the request goes by the synchronous transport";
      call.emit({ type: "warning", warning: { code: "no_queue", message } });
      return undefined;
    }
    const { ticket, attempts } = submission;
    const outcome = await awaitQueued(context, call, ticket, key).catch((error: unknown) => {
      throw isSeedkitError(error) ? withDetails(error, { requestId: ticket.requestId, attempts }) : error;
    });
    return { ...outcome, attempts };
  };

  const generate = async (
    model: string | Model,
    input: LooseInput,
    callOptions: CallOptions = {},
  ): Promise<Generation> => {
    const request = ready(model, input, callOptions);
    const call = begin(request.prepared, callOptions);
    return run(call, async () => {
      const key = await context.apiKey();
      const body = await bodyOf(call, key, request);
      const outcome =
        (request.transport === "queued" ? await queued(call, request, body, key) : undefined) ??
        (await sendSync(context, call, request.model, body, key));
      return finish(call, request, body, outcome);
    });
  };

  return {
    generate: (model: string | Model, input: LooseInput, callOptions?: CallOptions) =>
      generate(model, input, callOptions),
    variations: (model: string | Model, input: LooseInput, count: number, callOptions = {}) =>
      runVariations(generate, () => ready(model, input, callOptions), model, count, callOptions),
    prepare: (model: string | Model, input: LooseInput, callOptions?: CallOptions) =>
      ready(model, input, callOptions).prepared,
    async submit(model: string | Model, input: LooseInput, callOptions: CallOptions = {}) {
      const request = ready(model, input, { ...callOptions, transport: "queued" });
      const call = begin(request.prepared, callOptions);
      return run(call, async () => {
        const key = await context.apiKey();
        const submission = await submitTicket(call, request, await bodyOf(call, key, request), key);
        if (submission) return submission.ticket;
        throw new SeedkitError("not_found", `The service has no queue for ${request.model.id}`, {
          charged: "no",
          status: 404,
          model: request.model.id,
          hint: 'Use generate with transport "sync".',
        });
      });
    },
    async recover(ticket: Ticket, callOptions: CallOptions = {}) {
      checkTicket(ticket, context.baseUrl);
      const request = ready(ticket.model, ticket.input, { ...callOptions, transport: "queued" });
      const call = createCall(context, options, callOptions, ticket.model);
      return run(call, async () => {
        const outcome = await awaitQueued(context, call, ticket, await context.apiKey());
        const prepared = { ...request.prepared, plan: ticket.plan, cost: ticket.estimated };
        return finish(call, { ...request, prepared }, ticket.input, { ...outcome, attempts: 1 });
      });
    },
    async upload(files: readonly Reference[], callOptions = {}) {
      const call = createCall(context, options, callOptions);
      return run(call, async () => uploader(call, await context.apiKey(), files), false);
    },
    async credits(callOptions = {}) {
      const call = createCall(context, options, callOptions);
      return run(call, async () => readCredits(context, call, await context.apiKey()), false);
    },
  } as Client<M>;
}

function checkBudget({ cost, model }: Prepared, maxCost: number | undefined): void {
  if (maxCost === undefined || cost.max.micros <= maxCost) return;
  throw new SeedkitError("over_budget", `It may cost ${cost.max.formatted}, more than the cap allows`, {
    charged: "no",
    model,
    hint: "Nothing was sent. Raise the cap, or ask for fewer images.",
  });
}

function checkTicket(ticket: Ticket, baseUrl: string): void {
  const why =
    ticket.version !== 1
      ? `of version ${String(ticket.version)}, which this release does not know`
      : ticket.baseUrl !== baseUrl
        ? `for ${ticket.baseUrl}, and this client speaks to ${baseUrl}`
        : undefined;
  if (why === undefined) return;
  // The key goes where the caller sent it, never where a file on disk says.
  const hint = "Recover it with a client for the API it was sent to.";
  throw new SeedkitError("invalid_input", `The ticket is ${why}`, {
    charged: "no",
    hint,
    requestId: ticket.requestId,
  });
}
