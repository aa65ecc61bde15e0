import type { Context } from "./context.ts";
import type { Exchange } from "./exchange.ts";
import type { AnswerForm } from "./options.ts";
import type { Recipe } from "./pixels/recipe.ts";
import { bytesReply, jsonReply } from "./replies.ts";

/** A v1 answer in the form the options ask for: raw bytes for one image, JSON for several. */
export async function synchronousAnswer(
  context: Context,
  exchange: Exchange,
  recipes: readonly Recipe[],
  latencyMs: number,
): Promise<Response> {
  const { settings, pixels, busy } = context;
  const [first] = recipes;
  const headers = {
    "x-remaining-credits": String(exchange.scope.books.dollarsLeft()),
    "x-generation-time": (latencyMs / 1000).toFixed(2),
    "x-output-metadata": JSON.stringify(recipes.map(({ width, height }) => ({ width, height }))),
  };
  const form: AnswerForm = recipes.length === 1 ? settings.v1Single : settings.v1Multiple;
  if (form === "bytes" && first !== undefined) {
    return bytesReply(200, await busy(() => pixels.draw(first)), `image/${first.format}`, headers);
  }
  if (form === "urls") {
    const images = recipes.map((recipe) => ({ url: imageUrl(context, exchange, recipe) }));
    return jsonReply(200, { images }, headers);
  }
  const images = await busy(() =>
    Promise.all(recipes.map(async (recipe) => inlineImage(await pixels.draw(recipe), form, recipe))),
  );
  return jsonReply(200, { images }, headers);
}

/** Keeps an image and tells where it can be fetched without a key. */
export function imageUrl(context: Context, exchange: Exchange, recipe: Recipe, readyAt?: number): string {
  const name = exchange.scope.images.add(recipe, readyAt ?? context.settings.clock.now());
  return `${exchange.base}/images/${name}`;
}

function inlineImage(bytes: Uint8Array, form: AnswerForm, recipe: Recipe): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return form === "base64" ? base64 : `data:image/${recipe.format};base64,${base64}`;
}
