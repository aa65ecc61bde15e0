import { checkBudget } from "./budget.ts";
import type {
  CallOptions,
  CoreClient,
  CoreClientOptions,
  SpooledCallOptions,
  Transport,
} from "./client-options.ts";
import { type Call, createCall, createContext } from "./context.ts";
import { readCredits } from "./credits.ts";
import { defined } from "./defined.ts";
import { fetchImages } from "./download.ts";
import { isSeedkitError, SeedkitError, withDetails } from "./errors.ts";
import type { Generation, Prepared } from "./generation.ts";
import type { Model, PreparedInput } from "./models/model.ts";
import { findModel } from "./models/registry.ts";
import type { Reference } from "./references.ts";
import { inLine } from "./request.ts";
import type { Ticket } from "./tickets.ts";
import type { Outcome } from "./transport/outcome.ts";
import { awaitQueued, queuedUrl, submitQueued } from "./transport/queued.ts";
import { sendSync, syncUrl } from "./transport/sync.ts";
import type { LooseInput } from "./validation.ts";

export type {
  CallOptions,
  CoreClient,
  CoreClientOptions,
  RetryOptions,
  Shrink,
  Spool,
  Spooled,
  SpooledCallOptions,
  Timeout,
  Transport,
} from "./client-options.ts";
export type { Credits, GeneratedImage, Generation, Prepared, Timings, Variation } from "./generation.ts";
export type { Limiter } from "./limiter.ts";

type Options = CallOptions | SpooledCallOptions;

/** A valid request, and where it goes. */
type Ready = { readonly model: Model; readonly transport: Transport; readonly input: PreparedInput };

/**
 * Makes a client for the models it is given. Nothing is sent before the input is valid; a call that may have
 * been paid for is never posted again by itself; every failure is a `SeedkitError`.
 * @throws SeedkitError `invalid_input` for a base URL that is no https address
 */
export function createClient<const M extends Model>(options: CoreClientOptions<M>): CoreClient<M> {
  const context = createContext(options);
  const uploader = options.uploader?.(context, options.shrink);

  const ready = (given: string | Model, input: LooseInput, transport?: Transport): Ready => {
    const model = findModel<Model>(options.models, given, options.suggest);
    return { model, transport: transport ?? options.transport ?? "sync", input: model.prepare(input) };
  };

  const prepared = ({ model, transport, input }: Ready): Prepared => ({
    model: model.id,
    request: {
      method: "POST",
      url: (transport === "queued" ? queuedUrl : syncUrl)(context, model),
      body: input.shown,
    },
    plan: input.plan,
    cost: input.cost,
    images: input.images,
    typicalMs: model.typicalMs,
    uploads: input.uploads,
    warnings: input.warnings,
  });

  /** Runs a call with its key; a generation takes a slot of the limiter. */
  const run = async <T>(call: Call, work: (key: string) => Promise<T>, slot = true): Promise<T> => {
    let leave: (() => void) | undefined;
    try {
      if (slot) leave = await inLine(context.limiter.enter(call), call);
      return await work(await context.apiKey());
    } catch (error) {
      throw isSeedkitError(error) ? withDetails(error, { model: call.model }) : error;
    } finally {
      leave?.();
    }
  };

  const begin = ({ model, input }: Ready, callOptions: Options): Call => {
    checkBudget(input.cost, callOptions.maxCost);
    const call = createCall(context, options, callOptions, model.id);
    for (const warning of input.warnings) call.emit({ type: "warning", warning });
    return call;
  };

  const upload = async (call: Call, key: string, references: readonly Reference[]) => {
    if (uploader) return uploader(call, key, references);
    const message = "This client has no uploader: references must be addresses";
    throw new SeedkitError("invalid_input", message, { charged: "no" });
  };

  const bodyOf = async (call: Call, key: string, { uploads, input, references }: PreparedInput) =>
    uploads === 0 ? input : { ...input, image_input: await upload(call, key, references) };

  const submitTicket = async (call: Call, { model, input }: Ready, body: LooseInput, key: string) => {
    const { requestId, attempts } = await submitQueued(context, call, model, body, key);
    if (requestId === undefined) return undefined;
    const ticket: Ticket = {
      version: 1,
      requestId,
      model: model.id,
      input: body,
      plan: input.plan,
      estimated: input.cost,
      baseUrl: context.baseUrl,
      submittedAt: context.clock.now(),
    };
    call.emit({ type: "submitted", ticket });
    return { ticket, attempts };
  };

  const outcomeOf = async (call: Call, ticket: Ticket, key: string, attempts: number): Promise<Outcome> => ({
    ...(await telling(awaitQueued(context, call, ticket, key), ticket.requestId, attempts)),
    attempts,
  });

  const queued = async (
    call: Call,
    request: Ready,
    body: LooseInput,
    key: string,
  ): Promise<Outcome | undefined> => {
    const submission = await submitTicket(call, request, body, key);
    if (submission) return outcomeOf(call, submission.ticket, key, submission.attempts);
    const message = "This model has no queue: it is sent by the synchronous transport";
    call.emit({ type: "warning", warning: { code: "no_queue", message } });
    return undefined;
  };

  const finish = async (
    call: Call,
    { plan, estimated }: Pick<Ticket, "plan" | "estimated">,
    input: LooseInput,
    { found, reported, inferenceMs, queueMs, ...rest }: Outcome,
  ): Promise<Generation<unknown>> => {
    const fetched = await telling(fetchImages(context, call, found), rest.requestId, rest.attempts);
    const { startedAt, model = "", warnings } = call;
    return {
      ...fetched,
      ...rest,
      model,
      input,
      plan,
      cost: defined({ estimated, reported }),
      timings: defined({ startedAt, totalMs: context.clock.now() - startedAt, inferenceMs, queueMs }),
      warnings,
    };
  };

  const client = {
    async generate(model: string | Model, input: LooseInput, callOptions: Options = {}) {
      const request = ready(model, input, callOptions.transport);
      const call = begin(request, callOptions);
      return run(call, async (key) => {
        const body = await bodyOf(call, key, request.input);
        const outcome =
          (request.transport === "queued" ? await queued(call, request, body, key) : undefined) ??
          (await sendSync(context, call, request.model, body, key));
        const { plan, cost: estimated } = request.input;
        return finish(call, { plan, estimated }, body, outcome);
      });
    },
    prepare: (model: string | Model, input: LooseInput, callOptions?: CallOptions) =>
      prepared(ready(model, input, callOptions?.transport)),
    async submit(model: string | Model, input: LooseInput, callOptions: CallOptions = {}) {
      const request = ready(model, input, "queued");
      const call = begin(request, callOptions);
      return run(call, async (key) => {
        const submission = await submitTicket(call, request, await bodyOf(call, key, request.input), key);
        if (submission) return submission.ticket;
        throw new SeedkitError("not_found", "This model has no queue: use generate", { charged: "no" });
      });
    },
    async recover(ticket: Ticket, callOptions: Options = {}) {
      checkTicket(ticket, context.baseUrl);
      const call = createCall(context, options, callOptions, ticket.model);
      return run(call, async (key) => {
        return finish(call, ticket, ticket.input, await outcomeOf(call, ticket, key, 1));
      });
    },
    async upload(files: readonly Reference[], callOptions = {}) {
      const call = createCall(context, options, callOptions);
      return run(call, (key) => upload(call, key, files), false);
    },
    async credits(callOptions = {}) {
      const call = createCall(context, options, callOptions);
      return run(call, (key) => readCredits(context, call, key), false);
    },
  };
  return client as CoreClient<M>;
}

/** Lets an error tell which request it belongs to, so that it can be recovered. */
async function telling<T>(work: Promise<T>, requestId: string | undefined, attempts: number): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isSeedkitError(error) ? withDetails(error, { requestId, attempts }) : error;
  }
}

function checkTicket({ version, baseUrl, requestId }: Ticket, ours: string): void {
  // The key goes where the caller sent it, never where a file on disk says.
  if (version === 1 && baseUrl === ours) return;
  const message = `The ticket is for ${baseUrl}, not for ${ours}`;
  throw new SeedkitError("invalid_input", message, { charged: "no", requestId });
}
