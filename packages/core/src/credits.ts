import { free } from "./attempt.ts";
import type { Call, Context } from "./context.ts";
import { defined } from "./defined.ts";
import { SeedkitError } from "./errors.ts";
import type { Credits } from "./generation.ts";
import { jsonOf, numberIn } from "./json.ts";
import { request } from "./request.ts";

/** Asks for the account's balance. @throws SeedkitError */
export async function readCredits(context: Context, call: Call, key: string): Promise<Credits> {
  const url = `${context.baseUrl}/v1/get-user-credits`;
  const { value } = await request(
    context,
    call,
    { method: "GET", url, key, stakes: free },
    ({ bytes, status }) => {
      const json = jsonOf(bytes);
      const credits = numberIn(json.credits);
      if (credits !== undefined) return defined({ credits, freeCredits: numberIn(json["free-credits"]) });
      throw new SeedkitError("bad_image", "The service answered without a balance", {
        charged: "no",
        status,
      });
    },
  );
  return value;
}
