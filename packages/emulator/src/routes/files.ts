import { readHeader } from "@seedkit/core";
import type { Context } from "../context.ts";
import type { ApiCall } from "../exchange.ts";
import { bytesReply, errorReply } from "../replies.ts";
import { serve } from "../serve.ts";

/** `GET /images/{name}`: a finished image, without a key. */
export async function image(context: Context, call: ApiCall): Promise<Response> {
  const exchange = call.get("exchange");
  const recipe = exchange.scope.images.find(call.req.param("name") ?? "");
  const fault = exchange.takeFault({ model: recipe?.slug, prompt: recipe?.prompt });
  return serve(context, exchange, fault, {
    type: `image/${recipe?.format ?? "jpeg"}`,
    answer: async () => {
      if (recipe === undefined) return errorReply(404, "Not found");
      return bytesReply(200, await context.busy(() => context.pixels.draw(recipe)), `image/${recipe.format}`);
    },
  });
}

/** `GET /assets/{name}`: an uploaded reference, without a key. */
export async function asset(context: Context, call: ApiCall): Promise<Response> {
  const exchange = call.get("exchange");
  const bytes = exchange.scope.assets.find(call.req.param("name") ?? "");
  return serve(context, exchange, exchange.takeFault({}), {
    answer: () => {
      if (bytes === undefined) return errorReply(404, "Not found");
      return bytesReply(200, bytes, readHeader(bytes)?.mediaType ?? "application/octet-stream");
    },
  });
}
