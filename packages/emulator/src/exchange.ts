import { randomUUID } from "node:crypto";
import type { Context as Call, MiddlewareHandler } from "hono";
import type { Context } from "./context.ts";
import type { Fault } from "./faults/rule.ts";
import type { JournalEntry } from "./state/books.ts";
import type { Scope } from "./state/scope.ts";
import type { Connection } from "./transport/connection.ts";

/** One request on its way through the emulator. */
export type Exchange = {
  readonly scope: Scope;
  readonly entry: JournalEntry;
  /** Where this emulator is reached, the test scope included: addresses in answers begin with it. */
  readonly base: string;
  readonly requestId: string;
  readonly connection: Connection;
  /** Aborts when the caller goes away or the emulator closes. */
  readonly signal: AbortSignal;
  /** The fault that strikes this request, written to the journal. */
  takeFault(about: {
    generation?: boolean;
    model?: string | undefined;
    prompt?: string | undefined;
  }): Fault | undefined;
};

export type Env = { Bindings: Connection; Variables: { exchange: Exchange } };
export type ApiCall = Call<Env>;

/** Opens the exchange and its line in the journal. */
export function openExchange(context: Context, base: () => string | undefined): MiddlewareHandler<Env> {
  return async (call, next) => {
    const testId = call.req.param("testId");
    const prefix = testId === undefined ? "" : `/__test/${encodeURIComponent(testId)}`;
    const url = new URL(call.req.url);
    const scope = context.scopeOf(testId);
    const { method } = call.req;
    const path = url.pathname.slice(prefix.length);
    const entry = scope.books.open({
      method,
      path,
      origin: url.origin,
      at: context.settings.clock.now(),
      ...(testId === undefined ? {} : { testId }),
      withKey: Boolean(call.req.header("x-api-key")),
    });
    const requestId = randomUUID();
    call.set("exchange", {
      scope,
      entry,
      base: `${base() ?? url.origin}${prefix}`,
      requestId,
      connection: call.env ?? {},
      signal: AbortSignal.any([call.req.raw.signal, context.lifetime]),
      takeFault({ generation = false, model, prompt }) {
        const fault = scope.faults.take({ method, path, generation, model, prompt, testId });
        if (fault !== undefined) entry.fault = fault.kind;
        return fault;
      },
    });
    await next();
    if (!call.res.headers.has("x-hono-already-sent")) {
      entry.status = call.res.status;
      if (!call.res.headers.has("x-request-id")) call.header("x-request-id", requestId);
    }
  };
}
