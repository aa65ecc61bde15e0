import type { IncomingMessage, ServerResponse } from "node:http";
import { type ScenarioId, scenarios, slowMs } from "../scenarios.ts";
import type { Books } from "./books.ts";
import type { Answer } from "./wires.ts";

/** One post and what can be done to it. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly books: Books;
  /** Which post of the run it is, from 1. */
  readonly post: number;
  /** ms since the run's first post. */
  readonly sinceFirst: number;
  readonly elsewhere: string;
  readonly answer: Answer;
};

type Fault = (exchange: Exchange) => void;

/** Bills one generation and sends it. */
export function succeed({ books, response, answer }: Exchange): void {
  books.charges += 1;
  response.writeHead(200, { "content-type": answer.type, "content-length": answer.body.length });
  response.end(answer.body);
}

export const faults: Record<ScenarioId, Fault> = {
  "rate-2": limited("rate-2"),
  "rate-90": limited("rate-90"),
  "once-500": first((exchange) => refuse(exchange, 500)),
  "once-502-html": first(({ response }) => {
    response.writeHead(502, { "content-type": "text/html" });
    response.end("<html><body><h1>502 Bad Gateway</h1></body></html>");
  }),
  "once-503": first((exchange) => refuse(exchange, 503)),
  "gateway-504": first((exchange) => {
    exchange.books.charges += 1;
    refuse(exchange, 504);
  }),
  "reset-before": first(({ request }) => request.socket.resetAndDestroy()),
  "reset-after": first(({ books, request }) => {
    books.charges += 1;
    request.socket.resetAndDestroy();
  }),
  stalled: first(half),
  truncated: first((exchange) => {
    half(exchange);
    setTimeout(() => exchange.request.socket.resetAndDestroy(), 50);
  }),
  "html-200": ({ response }) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<html><body>Please sign in</body></html>");
  },
  "json-error-200": ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: "The model failed" }));
  },
  "abort-in-flight": (exchange) => {
    setTimeout(() => succeed(exchange), slowMs);
  },
  "abort-in-backoff": limited("abort-in-backoff"),
  redirect: ({ response, elsewhere }) => {
    response.writeHead(307, { location: elsewhere });
    response.end();
  },
};

function first(fault: Fault): Fault {
  return (exchange) => (exchange.post === 1 ? fault(exchange) : succeed(exchange));
}

function limited(id: ScenarioId): Fault {
  const wait = scenarios.find((scenario) => scenario.id === id && "retryAfterMs" in scenario) as {
    retryAfterMs: number;
  };
  return (exchange) => {
    const left = wait.retryAfterMs - exchange.sinceFirst;
    if (left <= 0) succeed(exchange);
    else refuse(exchange, 429, { "retry-after": String(Math.ceil(left / 1000)) });
  };
}

function refuse({ response }: Exchange, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  // Both names of the text are in use, so that every client finds the one it looks for.
  response.end(JSON.stringify({ error: `status ${status}`, message: `status ${status}` }));
}

function half({ books, response, answer }: Exchange): void {
  books.charges += 1;
  response.writeHead(200, { "content-type": answer.type, "content-length": answer.body.length });
  response.write(answer.body.subarray(0, answer.body.length >> 1));
}
