import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Env } from "./exchange.ts";
import { errorReply } from "./replies.ts";

/** Lets only a request with a key in: any key, or the one that was set. */
export function authorize(apiKey: string): MiddlewareHandler<Env> {
  return async (call, next) => {
    const key = call.req.header("x-api-key")?.trim();
    if (!key) return errorReply(401, "API key is missing");
    if (apiKey !== "" && !equal(key, apiKey)) return errorReply(401, "Invalid API key");
    return next();
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest();
const equal = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
