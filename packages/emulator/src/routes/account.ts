import type { Context } from "../context.ts";
import { dataUriBytes } from "../data-uri.ts";
import type { ApiCall } from "../exchange.ts";
import { readJsonObject } from "../read-body.ts";
import { errorReply, jsonReply } from "../replies.ts";
import { serve } from "../serve.ts";

/** `GET /v1/get-user-credits` */
export async function credits(context: Context, call: ApiCall): Promise<Response> {
  const exchange = call.get("exchange");
  return serve(context, exchange, exchange.takeFault({}), {
    answer: () => jsonReply(200, { credits: exchange.scope.books.dollarsLeft(), "free-credits": 0 }),
  });
}

/** `POST /upload-asset`: data URIs in, addresses out. */
export async function upload(context: Context, call: ApiCall): Promise<Response> {
  const exchange = call.get("exchange");
  const body = await readJsonObject(context, call);
  return serve(context, exchange, exchange.takeFault({}), {
    answer: () => {
      const given: unknown = body?.data_urls;
      if (!Array.isArray(given) || given.length === 0)
        return errorReply(400, "data_urls must be a list of data URIs");
      const files = given.map((uri: unknown) => (typeof uri === "string" ? dataUriBytes(uri) : undefined));
      if (files.some((bytes) => bytes === undefined || bytes.length === 0)) {
        return errorReply(400, "data_urls must hold data URIs alone");
      }
      const names = files.flatMap((bytes) => (bytes === undefined ? [] : [exchange.scope.assets.add(bytes)]));
      return jsonReply(200, {
        file_urls: names.map((name) => `${exchange.base}/assets/${name}`),
        message: "File uploaded successfully",
      });
    },
  });
}
