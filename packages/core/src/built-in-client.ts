import { createClient as createCoreClient } from "./client.ts";
import type { Client, ClientOptions } from "./client-options.ts";
import { builtInModels } from "./models/index.ts";
import type { Model } from "./models/model.ts";
import { nearestWord } from "./nearest.ts";
import type { BuiltInModel } from "./seedkit.ts";
import { canvasShrink } from "./shrink.ts";
import { createUploader } from "./upload.ts";
import type { LooseInput } from "./validation.ts";
import { type VariationOptions, variations } from "./variations.ts";

/** The options of a client; `models` defaults to the models Seedkit ships. */
export type BuiltInClientOptions<M extends Model = BuiltInModel> = Omit<ClientOptions<M>, "models"> & {
  readonly models?: readonly M[];
};

/**
 * Makes a client for the models Seedkit ships, or for your own. Nothing is sent before the input is valid; a
 * call that may have been paid for is never posted again by itself; every failure is a `SeedkitError`.
 * @throws SeedkitError `invalid_input` for a base URL that is no https address
 */
export function createClient<const M extends Model = BuiltInModel>(
  options: BuiltInClientOptions<M> = {},
): Client<M> {
  const client = createCoreClient<M>({
    ...options,
    models: options.models ?? (builtInModels as readonly Model[] as readonly M[]),
    shrink: options.shrink ?? canvasShrink(),
    suggest: nearestWord,
    uploader: createUploader,
  });
  const several = (model: string | Model, input: LooseInput, count: number, callOptions?: VariationOptions) =>
    variations(client, model, input, count, callOptions);
  return { ...client, variations: several } as Client<M>;
}
