import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { Env } from "./exchange.ts";

const exposed = [
  "x-remaining-credits",
  "x-generation-time",
  "x-output-metadata",
  "x-request-id",
  "x-rate-limit-remaining",
  "x-rate-limit-reset-at-utc",
  "retry-after",
];

/** Lets every page in, also a sandboxed one whose origin is `null`: a key is asked for, cookies never are. */
export function crossOrigin(): MiddlewareHandler<Env> {
  const anyOrigin = cors({
    origin: "*",
    allowMethods: ["GET", "POST", "DELETE", "OPTIONS"],
    allowHeaders: ["content-type", "x-api-key"],
    exposeHeaders: exposed,
    maxAge: 600,
  });
  return async (call, next) => {
    // Chromium asks before a public page may reach this machine.
    if (call.req.header("access-control-request-private-network")) {
      call.header("access-control-allow-private-network", "true");
    }
    return anyOrigin(call, next);
  };
}
