import { free } from "./attempt.ts";
import type { Call, Context } from "./context.ts";
import { SeedkitError } from "./errors.ts";
import type { Credits } from "./generation.ts";
import { request } from "./request.ts";

/** Asks for the account's balance. @throws SeedkitError */
export async function readCredits(context: Context, call: Call, key: string): Promise<Credits> {
  const url = `${context.baseUrl}/v1/get-user-credits`;
  const exchange = { method: "GET", url, key, stakes: free, attemptMs: call.attemptMs } as const;
  const { answer } = await request(context, call, exchange, { paid: false });
  try {
    const json = JSON.parse(new TextDecoder().decode(answer.bytes)) as Record<string, unknown>;
    const credits = Number(json.credits);
    const freeCredits = Number(json["free-credits"]);
    if (json.credits === undefined || json.credits === null || !Number.isFinite(credits)) throw new Error();
    return Number.isFinite(freeCredits) && json["free-credits"] !== null
      ? { credits, freeCredits }
      : { credits };
  } catch {
    throw new SeedkitError("server_error", "The service answered without a balance", {
      charged: "no",
      status: answer.status,
    });
  }
}
