import type { Call, Context } from "../context.ts";
import { decodeAnswer } from "../decode.ts";
import type { Model } from "../models/model.ts";
import { request } from "../request.ts";
import type { LooseInput } from "../validation.ts";
import { type Outcome, telling } from "./outcome.ts";

export const syncUrl = ({ baseUrl }: Context, model: Model) => `${baseUrl}/v1/${model.slug}`;

/** Posts to `/v1/<slug>` and waits for the images in the same answer. @throws SeedkitError */
export async function sendSync(
  context: Context,
  call: Call,
  model: Model,
  body: LooseInput,
  key: string,
): Promise<Outcome> {
  const { value, attempts } = await request(
    context,
    call,
    { method: "POST", url: syncUrl(context, model), key, body, stakes: ["no", "maybe", "yes"] },
    (answer) => {
      const { images, json } = decodeAnswer(answer, key);
      return { ...telling(answer, json, key), found: images };
    },
    true,
  );
  return { ...value, attempts };
}
