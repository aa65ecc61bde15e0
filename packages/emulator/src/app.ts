import { Hono } from "hono";
import { authorize } from "./authorize.ts";
import type { Context } from "./context.ts";
import { crossOrigin } from "./cross-origin.ts";
import { type ApiCall, type Env, openExchange } from "./exchange.ts";
import { errorReply, jsonReply } from "./replies.ts";
import { credits, upload } from "./routes/account.ts";
import { addFaults, clearFaults, journal, reset } from "./routes/control.ts";
import { asset, image } from "./routes/files.ts";
import { submit } from "./routes/queued.ts";
import { result, status } from "./routes/requests.ts";
import { synchronous } from "./routes/synchronous.ts";
import { resetConnection } from "./transport/connection.ts";

type Route = (context: Context, call: ApiCall) => Response | Promise<Response>;

/** The service as a Hono app: the same for a port and for a `fetch` in this process. */
export function createApp(context: Context, base: () => string | undefined): Hono<Env> {
  const app = new Hono<Env>();
  if (context.settings.cors === "any") app.use(crossOrigin());
  app.onError((error, call) => {
    // The caller is gone, or the emulator is closing: there is nobody to answer.
    if (call.get("exchange")?.signal.aborted) return resetConnection(call.env ?? {});
    return errorReply(500, `The emulator failed: ${error.message}`);
  });
  app.notFound(() => errorReply(404, "Not found"));
  const routes = api(context, base);
  app.route("/__test/:testId", routes);
  app.route("/", routes);
  return app;
}

function api(context: Context, base: () => string | undefined): Hono<Env> {
  const bind = (route: Route) => (call: ApiCall) => route(context, call);
  const app = new Hono<Env>();
  app.post("/__emulator/faults", bind(addFaults));
  app.delete("/__emulator/faults", bind(clearFaults));
  app.get("/__emulator/journal", bind(journal));
  app.post("/__emulator/reset", bind(reset));
  app.get("/", bind(welcome));
  app.use(openExchange(context, base));
  app.get("/images/:name", bind(image));
  app.get("/assets/:name", bind(asset));
  app.use(authorize(context.settings.apiKey));
  app.post("/upload-asset", bind(upload));
  app.get("/v1/get-user-credits", bind(credits));
  app.post("/v1/:slug", bind(synchronous));
  app.post("/v2/:slug", bind(submit));
  app.get("/v2/requests/:id/status", bind(status));
  app.get("/v2/requests/:id", bind(result));
  return app;
}

function welcome({ settings }: Context): Response {
  const models = settings.models.flatMap(({ slug }) => [`POST /v1/${slug}`, `POST /v2/${slug}`]);
  const control = ["POST /__emulator/faults", "GET /__emulator/journal", "POST /__emulator/reset"];
  return jsonReply(200, {
    name: "Seedkit emulator",
    models,
    account: ["GET /v1/get-user-credits", "POST /upload-asset"],
    control,
  });
}
